"""What student code may touch: one file per level of isolation."""
