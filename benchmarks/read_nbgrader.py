"""Prints the grades in the gradebook of a course of nbgrader as JSON; by the Python of `.bench/nbgrader`."""

import json
import sys

from nbgrader.api import Gradebook

with Gradebook(f"sqlite:///{sys.argv[1]}/gradebook.db", sys.argv[2]) as book:
    found = {
        submission.student.id: {
            grade.name: grade.score for notebook in submission.notebooks for grade in notebook.grades
        }
        for submission in book.assignment_submissions(sys.argv[2])
    }
print(json.dumps(found))
