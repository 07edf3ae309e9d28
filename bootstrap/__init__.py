"""The Python environment that build.py runs in: the folder `.venv` beside it.

Only the standard library may be imported here, and by `environment`, which stands before every
command, as little of it as can be. Why it is made this way: docs/decisions/0001-own-environment.md.
"""
