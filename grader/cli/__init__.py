"""The command line: argv -> settings -> pipeline -> report -> exit code."""
