"""The hub's side of the gateway.

One Traefik serves every hub of this machine, each at a host name of its own. It
reads one file of routes per hub from a folder it watches, so a hub that stops,
is killed or starts again takes no route away, and a gateway that starts again
finds them all.
"""

from __future__ import annotations

from typing import Any

from jupyterhub_traefik_proxy.fileprovider import TraefikFileProviderProxy
from traitlets import Bool, Unicode


class HostGateway(TraefikFileProviderProxy):
    """Traefik's file provider, with every route under one host name.

    Routes keep the names JupyterHub knows them by (``/``, ``/user/ada/``). What
    Traefik sees are routers named after host and path, so that two hubs never
    use one name and each rule holds for one host only.
    """

    should_start = Bool(False, help="the gateway is not this hub's to start or stop")
    enable_setup_dynamic_config = Bool(
        False, help="the route to Traefik's own interface belongs to the gateway, not to any one hub"
    )
    host = Unicode(config=True, help="the host name of this hub")
    traefik_entrypoint = Unicode("web", config=True, help="Traefik's entry point for people")

    def _dynamic_config_for_route(
        self, routespec: str, target: str, data: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        traefik, jupyterhub = super()._dynamic_config_for_route(self._under_host(routespec), target, data)
        for route in jupyterhub["routes"].values():
            route["routespec"] = routespec
        return traefik, jupyterhub

    def _keys_for_route(self, routespec: str) -> Any:
        return super()._keys_for_route(self._under_host(routespec))

    async def _check_for_traefik_service(self, routespec: str, kind: str) -> bool:
        return await super()._check_for_traefik_service(self._under_host(routespec), kind)

    async def get_route(self, routespec: str) -> dict[str, Any] | None:
        return (await self.get_all_routes()).get(self.validate_routespec(routespec))

    def _under_host(self, routespec: str) -> str:
        return self.host + self.validate_routespec(routespec)
