"""Other people's event data: their codes, their files, and how they compare with ours."""
