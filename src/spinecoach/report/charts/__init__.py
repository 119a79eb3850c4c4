"""Each chart from what progress says: its words, its table, and what the drawing needs."""
