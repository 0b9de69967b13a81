"""The shipped tables, and `build`, which makes those that are made."""
