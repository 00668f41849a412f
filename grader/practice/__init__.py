"""Judging inside the notebook: `%grade` runs the visible checks on the live kernel."""
