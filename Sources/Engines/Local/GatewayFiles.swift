import Crypto
import Foundation

/// What Traefik reads. Pure functions from facts to text.
enum GatewayFiles {
  static let apiUser = "atoll"
  /// The entry point of Traefik through which people come; hubs name it in their routes.
  static let entryPoint = "web"
  /// The host name of the control plane's pages.
  static let controlPlaneHost = "atoll.localhost"

  /// Long uploads and quiet websockets are let be: no time limit on reading. New routes are used at once.
  static func staticFile(port: Int, apiPort: Int, routes: String) -> String {
    """
    # Written by Atoll.
    global:
      checkNewVersion: false
      sendAnonymousUsage: false
    log:
      level: WARN
      noColor: true
    entryPoints:
      \(entryPoint):
        address: "127.0.0.1:\(port)"
        transport:
          respondingTimeouts:
            readTimeout: 0s
            idleTimeout: 180s
          lifeCycle:
            graceTimeOut: 1s
      traefik:
        address: "127.0.0.1:\(apiPort)"
    ping:
      entryPoint: traefik
    api:
      dashboard: false
      insecure: false
    providers:
      providersThrottleDuration: 0s
      file:
        directory: \(quoted(routes))
        watch: true

    """
  }

  /// Lets who knows the password ask Traefik's API which routes it uses.
  static func apiRoutes(user: String, password: String) -> String {
    // The password is 256 random bits, so that a plain hash gives nothing away.
    let hash = Data(Insecure.SHA1.hash(data: Data(password.utf8))).base64EncodedString()
    return """
      # Written by Atoll.
      http:
        routers:
          atoll-api:
            entryPoints: [traefik]
            rule: "PathPrefix(`/api`)"
            service: "api@internal"
            middlewares: [atoll-api]
        middlewares:
          atoll-api:
            basicAuth:
              users: [\(quoted("\(user):{SHA}\(hash)"))]
              removeHeader: true

      """
  }

  static func controlPlaneRoutes(port: Int) -> String {
    """
    # Written by Atoll.
    http:
      routers:
        atoll-control-plane:
          entryPoints: [\(entryPoint)]
          rule: "Host(`\(controlPlaneHost)`)"
          service: atoll-control-plane
      services:
        atoll-control-plane:
          loadBalancer:
            responseForwarding:
              flushInterval: 10ms
            servers:
              - url: "http://127.0.0.1:\(port)"

    """
  }

  /// A YAML string in double quotes.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
