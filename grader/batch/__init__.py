"""Many submissions: collected, graded side by side, stored, compared."""
