"""Many submissions: found, graded side by side, and kept."""
