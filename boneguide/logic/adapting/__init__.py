"""A hospital's own guideline: restricting, comparing and checking sets of rules."""
