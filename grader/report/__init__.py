"""What people and machines read: one file per format; each renderer is a function of a `Report` alone."""
