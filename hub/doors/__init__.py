"""Asks JupyterHub's real authenticators, offline, whether somebody may enter.

A case is one line of JSON: what a hub is told (`config`, as under `hub.config` of a chart), who is in its user list
(`existing`) and who comes (`identity`). The answer is one line of JSON, too. Whatever decides is the real thing: the class,
the configuration, the start of the hub (`init_users`) and the login (`login_user`). Only what leaves the machine is made up:
the provider's answers, PAM, and the accounts and groups of the machine.

    python -m doors < cases > answers

This runs in environments of any version of JupyterHub, so nothing of atoll_hub is imported here.
"""
