import Foundation

/// The `jupyterhub_config.py` of a test's hub: a shared password, and servers as an unprivileged user where it can be.
enum TestHubConfiguration {
  static func text(folder: String, gateway: Int, hub: Int, traefik: Int, token: String, more: String) -> String {
    """
    import os, signal, sys, threading
    from jupyterhub.authenticators.shared import SharedPasswordAuthenticator
    from jupyterhub.spawner import SimpleLocalProcessSpawner

    # Foundation starts a process with the blocked signals of the thread that starts it.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])

    def end_with_the_test():
        while os.read(0, 4096):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_with_the_test, daemon=True).start()

    def unprivileged():
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)

    class Authenticator(SharedPasswordAuthenticator):
        def delete_user(self, user):
            pass  # JupyterHub would take the name off the list of those who may enter

    class Spawner(SimpleLocalProcessSpawner):
        def make_preexec_fn(self, name):
            become = super().make_preexec_fn(name)
            home = self.home_dir
            os.makedirs(home, exist_ok=True)
            if os.getuid() == 0:
                os.chown(home, 65534, 65534)
            def preexec():
                unprivileged()
                become()
            return preexec

    c = get_config()
    c.JupyterHub.bind_url = "http://127.0.0.1:\(gateway)"
    c.JupyterHub.hub_bind_url = "http://127.0.0.1:\(hub)"
    c.JupyterHub.db_url = "sqlite:///\(folder)/jupyterhub.sqlite"
    c.JupyterHub.cookie_secret_file = "\(folder)/cookie_secret"
    c.JupyterHub.proxy_class = "traefik_file"
    c.TraefikFileProviderProxy.static_config_file = "\(folder)/traefik.yaml"
    c.TraefikFileProviderProxy.dynamic_config_file = "\(folder)/routes.yaml"
    c.TraefikFileProviderProxy.traefik_api_url = "http://127.0.0.1:\(traefik)"
    c.TraefikFileProviderProxy.traefik_api_username = "atoll"
    c.TraefikFileProviderProxy.traefik_api_password = "\(token)"
    c.JupyterHub.authenticator_class = Authenticator
    c.SharedPasswordAuthenticator.user_password = "\(TestHub.password)"
    c.Authenticator.allowed_users = {"atoll-test", "adalovelace"}
    c.JupyterHub.spawner_class = Spawner
    c.SimpleLocalProcessSpawner.home_dir_template = "\(folder)/homes/{username}"
    c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
    c.Spawner.start_timeout = 30
    c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0}
    c.JupyterHub.services = [{"name": "atoll", "api_token": "\(token)"}]
    c.JupyterHub.load_roles = [{"name": "atoll", "services": ["atoll"], "scopes": [
        "list:users", "admin:users", "admin:servers", "access:servers", "tokens", "read:hub"]}]

    """ + more
  }

  /// Two profiles, one with a memory limit.
  static let profiles = """
    class Choosing(Spawner):
        options_form = '''
          <label><input type="radio" name="profile" value="small" checked> Small</label>
          <label><input type="radio" name="profile" value="large"> Large</label>'''
        def options_from_form(self, form):
            return {"profile": form["profile"][0]}
        def load_profile(self):
            if self.user_options.get("profile") == "large":
                self.mem_limit = "2G"
        async def start(self):
            self.load_profile()
            return await super().start()
        def make_preexec_fn(self, name):
            become = super().make_preexec_fn(name)
            limit = self.mem_limit
            def preexec():
                if limit:
                    import resource
                    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
                become()
            return preexec

    c.JupyterHub.spawner_class = Choosing

    """
}
