"""One JupyterHub of an Atoll fleet, run as a local process.

Nothing heavy is imported here: the launcher and the helper that confines a
user's server start from this package too, and they have to start in an instant.
"""

__version__ = "0.1.0"
