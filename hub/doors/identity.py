"""Who comes: what the outside would say of them. Atoll's `Identity` takes the same fields and fills in the same ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PASSWORD = "a password of their own"
"""What somebody types who says nothing else."""


@dataclass
class Identity:
    """A person, as a provider, a form or a machine knows them."""

    login: str = ""
    email: str | None = None
    email_verified: bool = True
    domain: str | None = None
    """Google's hosted domain: that of an organisation, which private accounts do not have."""
    orgs: list[str] = field(default_factory=list)
    """Organisations, workspaces and groups of GitLab; a team as `organisation:team`."""
    groups: list[str] = field(default_factory=list)
    """Groups of a generic provider, Google, Globus or the machine."""
    projects: list[str] = field(default_factory=list)
    idp: str | None = None
    claims: dict[str, Any] = field(default_factory=dict)
    scopes: list[str] | None = None
    """The scopes that the person grants; everything that is asked for, if not said."""
    password: str = PASSWORD
    approved: bool = False
    """Whether an admin of the hub has let in their sign-up."""

    def is_in(self, organisation: str) -> bool:
        """Whether they are of an organisation, by itself or by one of its teams. GitHub compares in any case."""
        own = {each.lower() for each in self.orgs}
        own |= {each.split(":")[0] for each in own}
        return organisation.lower() in own

    def user_info(self) -> dict[str, Any]:
        """What a provider of OpenID Connect says of them."""
        known: dict[str, Any] = {
            name: self.login for name in ("username", "preferred_username", "nickname", "name", "login") if self.login
        }
        if self.email is not None:
            known |= {"email": self.email, "email_verified": self.email_verified, "verified_email": self.email_verified}
        if self.domain is not None:
            known["hd"] = self.domain
        if self.idp is not None:
            known["idp"] = self.idp
        if self.groups:
            known["groups"] = self.groups
        return known | self.claims
