import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ControlPlane

@Suite("Routes and who may call them", .timeLimit(.minutes(10)))
struct RouteTableTests {
  @Test("every route has a line in the table, and every line has its route")
  func complete() async throws {
    try await TestServer.run { server async throws in
      let routes = Set(try server.parts.router().routes.map { "\($0.method.rawValue) \($0.path)" })
      let lines = RouteTable.atoll.lines.map(\.name)
      #expect(routes.subtracting(lines) == [], "routes without a line: nobody may call them")
      #expect(Set(lines).subtracting(routes) == [])
      #expect(Set(lines).count == lines.count, "a route has one line")
    }
  }

  @Test("on every route, each caller gets in exactly where the table says", arguments: Caller.allCases)
  func enforced(caller: Caller) async throws {
    try await TestServer.runPermissions { server async throws in
      for route in try server.parts.router().routes {
        let path = "\(route.path)"
        let rule = try #require(RouteTable.atoll[route.method, path], "\(route)")
        let line = RouteLine(method: route.method, path: path, rule: rule)
        let status = try await server.call(line, try await server.headers(of: caller)).status
        if rule == .anyone {
          // The page of signing in answers a code that is none with 401; it is asked without one here.
          #expect(status != .unauthorized && status != .forbidden, "\(line.name)")
        } else if let permissions = caller.permissions {
          #expect(status != .unauthorized, "\(line.name)")
          #expect((status != .forbidden) == rule.admits(permissions), "\(line.name): \(status)")
        } else {
          #expect(status == .unauthorized, "\(line.name): \(status)")
        }
      }
    }
  }

  @Test("to a representative, what is of other communities is not there")
  func foreign() async throws {
    try await TestServer.runPermissions { server async throws in
      let rita = try await server.session(named: "rita")
      var checked = 0
      for line in RouteTable.atoll.lines {
        switch line.rule {
        case .ofOwn:
          checked += 1
          // What changes something is asked without what it needs, or of a grant that is not there: the door itself is open.
          let own = try await server.call(line, rita)
          #expect(!own.text.contains("of your communities"), "\(line.name): \(own.text)")
          #expect(line.method != .get || line.path.contains("{grant}") || own.status == .ok, "\(line.name)")
          let other = try await server.call(line, rita, hub: "zebra", community: "zebras")
          #expect(other.status == .notFound, "\(line.name)")
          let none = try await server.call(line, rita, hub: "nothing", community: "nothing")
          #expect(none.status == .notFound, "\(line.name)")
        case .narrowed:
          checked += 1
          let own = try await server.call(line, rita)
          #expect(own.status == .ok, "\(line.name)")
          // The list of rollouts names no hub; the one of coral is there.
          let sign = ["/api/v1/rollouts": "\"id\":1", "/api/v1/grants": "[]"][line.path] ?? "coral"
          #expect(own.text.contains(sign), "\(line.name)")
          #expect(!own.text.lowercased().contains(PermissionsExample.foreign), "\(line.name): \(own.text)")
        case .anyone, .signedIn, .needs: continue
        }
      }
      #expect(checked > 10)
      for path in ["/rollouts/2", "/rollouts/2/events", "/api/v1/rollouts/2"] {
        #expect(try await server.get(path, rita).status == .notFound, "\(path)")
      }
      let filtered = try await server.get("/changes.csv?hub=zebra", rita)
      #expect(!filtered.text.contains("woken"))
    }
  }

  @Test("to the team, the same addresses tell of every community")
  func everything() async throws {
    try await TestServer.runPermissions { server async throws in
      let viewer = try await server.session(named: "vic")
      for path in ["/", "/changes", "/findings", "/rollouts", "/rollouts/1", "/hubs/zebra", "/communities/zebras"] {
        let page = try await server.get(path, viewer)
        #expect(page.status == .ok, "\(path)")
        #expect(page.text.lowercased().contains(PermissionsExample.foreign), "\(path)")
      }
    }
  }

  @Test("a page leads only to pages that its viewer may open", arguments: Standing.allCases.filter { $0 != .hub })
  func navigation(standing: Standing) async throws {
    try await TestServer.runPermissions { server async throws in
      let headers = try await server.headers(of: .standing(standing))
      let page = try await server.get("/", headers + [.accept: "text/html"]).text
      let start = try #require(page.range(of: "<nav"))
      let navigation = page[start.lowerBound...].prefix { $0 != "\u{0}" }.split(separator: "</nav>")[0]
      let links = navigation.matches(of: /href="([^"]+)"/).map { String($0.1) }
      #expect(!links.isEmpty)
      for link in links { #expect(try await server.get(link, headers).status == .ok, "\(link)") }
    }
  }
}
