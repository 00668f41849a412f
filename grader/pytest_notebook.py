"""`pytest --notebook FILE`: the way in for people who already use pytest."""
