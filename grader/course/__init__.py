"""What is graded: the course, its assignments, and the notebook that was handed in."""
