"""Figures, printed by `make bench`. No test depends on them."""
