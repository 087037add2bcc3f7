import Basics
import Delivery
import Fleet
import Foundation

/// `hub.json`: all that a hub's process is told. It holds secrets: it is written for its owner only.
struct HubFile: Sendable {
  var release: Release
  var folder: HubFolder
  var identity: HubIdentity
  var gatewayPort: Int
  var gatewayAPIPort: Int
  var gatewayPassword: String
  var routesFile: String
  var userEnvironment: String
  var isolatesUsers: Bool
  var cgroupRoot: String
  /// Absolute path of the repository that the engine publishes; nil where materials come from elsewhere, or not at all.
  var published: String?
  /// The token by which the hub asks the control plane at its door; nil: it asks nobody.
  var doorToken: String?

  /// The file's text, the same for the same facts.
  func text(secrets: any SecretSource) throws -> String {
    let values = try SecretReferences.resolve(valuesWithMaterials, from: secrets)
    var value: [String: JSONValue] = [
      "hub": .string(release.hub.rawValue),
      "name": .string(name),
      "release": .string(release.hash.rawValue),
      "values": values,
      "state": .string(folder.path),
      "homes": .string(folder.homes),
      "hub_port": .int(identity.port),
      "public_url": .string(HubAddress.url(of: folder, port: gatewayPort)),
      "host": .string(HubAddress.host(of: folder)),
      "gateway": [
        "routes_file": .string(routesFile),
        "api_url": .string("http://127.0.0.1:\(gatewayAPIPort)"),
        "api_user": .string(GatewayFiles.apiUser),
        "api_password": .string(gatewayPassword),
        "entry_point": .string(GatewayFiles.entryPoint),
      ],
      "user_environment": .string(userEnvironment),
      "service_token": .string(identity.serviceToken),
      "test_user": ["name": .string(HubIdentity.testUser), "password": .string(identity.testPassword)],
      "isolation": [
        "uids": .bool(isolatesUsers), "uid_start": .int(identity.uidStart), "cgroup_root": .string(cgroupRoot),
      ],
      "git_safe_directories": .array(published.map { [.string($0)] } ?? []),
    ]
    if let doorToken {
      // By the gateway, which leads to the control plane wherever that listens after a restart.
      value["door"] = [
        "url": .string("http://127.0.0.1:\(gatewayPort)/api/v1/access"), "host": .string(GatewayFiles.controlPlaneHost),
        "token": .string(doorToken),
      ]
    }
    return JSONValue.object(value).canonicalText + "\n"
  }

  private var name: String {
    release.values[path: ["custom", "atoll", "name"]]?.string ?? release.hub.rawValue
  }

  /// The values, in which the materials say where they are found on this machine.
  private var valuesWithMaterials: JSONValue {
    guard let materials = MaterialsReference(in: release.values), case .object(var values) = release.values,
      case .object(var custom) = values["custom"], case .object(var atoll) = custom["atoll"],
      case .object(var told) = atoll["materials"]
    else { return release.values }
    told["address"] = .string(materials.address(published: published))
    told["link"] = .string(materials.link(published: published))
    atoll["materials"] = .object(told)
    custom["atoll"] = .object(atoll)
    values["custom"] = .object(custom)
    return .object(values)
  }
}

/// Where people find a hub of this machine. Browsers lead every name under `localhost` to this machine.
enum HubAddress {
  static func host(of hub: HubFolder) -> String { hub.name + ".localhost" }
  static func url(of hub: HubFolder, port: Int) -> String {
    "http://" + host(of: hub) + (port == 80 ? "" : ":\(port)")
  }
}

/// `{"secret": name}` in values.
enum SecretReferences {
  /// The values with each reference replaced by what it refers to.
  static func resolve(_ value: JSONValue, from secrets: any SecretSource) throws -> JSONValue {
    if let name = name(in: value) {
      guard let text = try secrets.value(of: name) else {
        throw EngineFailure(
          "The secret `\(name)` is nowhere to be found", next: "Put it into \(secrets.place(of: name))")
      }
      return .string(text)
    }
    switch value {
    case .null, .bool, .int, .double, .string: return value
    case .array(let elements): return .array(try elements.map { try resolve($0, from: secrets) })
    case .object(let members): return .object(try members.mapValues { try resolve($0, from: secrets) })
    }
  }

  /// The name, where this value is a reference.
  static func name(in value: JSONValue) -> SecretName? {
    guard case .object(let members) = value, members.count == 1 else { return nil }
    return members["secret"]?.string.map { SecretName($0) }
  }
}

extension HubEndpoint {
  /// Reads back what a hub was told.
  init?(hubFile: JSONValue, gatewayPort: Int) {
    guard let url = hubFile["public_url"]?.string, let host = hubFile["host"]?.string,
      let port = hubFile["hub_port"]?.int, let token = hubFile["service_token"]?.string,
      let testName = hubFile[path: ["test_user", "name"]]?.string,
      let testPassword = hubFile[path: ["test_user", "password"]]?.string, let values = hubFile["values"]
    else { return nil }
    self.init(
      url: url, address: Address(host: "127.0.0.1", port: gatewayPort),
      hostHeader: gatewayPort == 80 ? host : "\(host):\(gatewayPort)",
      api: Address(host: "127.0.0.1", port: port), serviceToken: token, login: HubValues.login(values),
      testUser: TestUser(name: testName, password: testPassword), profiles: HubValues.profiles(values))
    doorToken = hubFile[path: ["door", "token"]]?.string
  }
}

/// What the engine reads in chart values.
enum HubValues {
  static func login(_ values: JSONValue) -> Access.Login {
    switch values[path: ["hub", "config", "JupyterHub", "authenticator_class"]]?.string {
    case "generic-oauth": .oidc
    case .some(let name): Access.Login(rawValue: name) ?? .none
    case nil: .none
    }
  }

  static func profiles(_ values: JSONValue) -> [String] {
    (values[path: ["singleuser", "profileList"]]?.array ?? []).compactMap { $0["slug"]?.string }
  }

  /// Everybody whose name stands in the values as allowed, sorted.
  static func people(_ values: JSONValue) -> [String] {
    let lists = ["allowed_users", "admin_users"].map {
      values[path: ["hub", "config", "Authenticator", $0]]?.array ?? []
    }
    return Set(lists.joined().compactMap { $0.string?.lowercased() }).sorted()
  }
}
