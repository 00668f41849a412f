"""Many submissions: found, graded on workers, stored."""
