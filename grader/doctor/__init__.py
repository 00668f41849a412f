"""What is wrong with a notebook, or with this machine, without judging anything."""
