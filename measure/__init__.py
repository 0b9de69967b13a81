"""How well actors, places and dates are found: lists of our own, and sets of others."""
