"""Where student code runs, the untrusted side, and the one pipe that leads to it."""
