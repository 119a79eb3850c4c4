"""The pages, one module each: read what a use case answers, hand it to a template."""
