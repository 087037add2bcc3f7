import Basics
import Foundation
import Testing

@testable import Fleet

@Suite("Shapes")
struct ShapeTests {
  /// The complete examples of all kinds, as one fleet.
  static let examples: [String: String] = {
    var files = SmallFleet.files.filter { $0.key == "communities/reef.yaml" || $0.key == "clusters/here.yaml" }
    files["fleet.yaml"] = Shape.fleet.example
    files["communities/openreef.yaml"] = Shape.community.example
    files["clusters/harbour.yaml"] = Shape.cluster.example
    files["hubs/openreef.yaml"] = Shape.hub.example
    files["hubs/openreef-staging.yaml"] = SmallFleet.files["hubs/reef-staging.yaml"]
    files["features/dask.yaml"] = Shape.feature.example
    files["requirements/openreef.txt"] = "numpy\n"
    files["content/course/index.ipynb"] = "{}"
    return files
  }()

  @Test("the complete examples are sound")
  func examplesAreSound() {
    let loaded = FleetLoader.load(FleetSource(texts: Self.examples))
    #expect(loaded.findings == [])
    #expect(loaded.undecoded == [])
  }

  @Test("every key that is built stands in the complete example of its kind", arguments: FileKind.allCases)
  func examplesAreComplete(_ kind: FileKind) {
    let shape = Shape.of(kind)
    for name in names(shape.fields) {
      #expect(shape.example.contains("\(name):"), "\(kind): \(name)")
    }
  }

  private func names(_ fields: [Field]) -> [String] {
    fields.filter { $0.notBuilt == nil }.flatMap { [$0.name] + names($0.type) }
  }

  private func names(_ type: ValueType) -> [String] {
    switch type {
    case .object(let fields): names(fields)
    case .list(let element), .map(_, let element): names(element)
    case .text, .integer, .number, .numberWithin, .money, .flag, .bytes, .duration, .choice, .secret, .free, .freeMap: []
    }
  }

  @Test("a default that is written down is that of the model")
  func defaults() throws {
    let fleet = try #require(
      FleetLoader.load(
        FleetSource(texts: [
          "fleet.yaml": "name: Small\nnotify: {mail: {from: a@b.example, sendmail: true}}",
          "clusters/here.yaml": "engine: local\nnodes: [{name: one, memory: 1G, cpu: 1}]",
          "hubs/reef.yaml": """
          community: reef
          cluster: here
          kind: basic
          access: {login: password}
          materials: {repository: "https://git.example/course"}
          profiles: [{name: Small}]
          """,
        ])
      ).fleet)
    let hub = try #require(fleet.hubs["reef"])
    func stated(_ kind: FileKind, _ path: String...) -> JSONValue? {
      var fields = Shape.of(kind).fields
      for name in path.dropLast() {
        switch fields.first(where: { $0.name == name })?.type {
        case .object(let inside), .list(.object(let inside)): fields = inside
        default: return nil
        }
      }
      return fields.first { $0.name == path.last }?.defaultValue
    }
    #expect(stated(.hub, "awake") == .bool(hub.awake))
    #expect(stated(.hub, "materials", "branch") == .string(try #require(hub.materials).branch))
    #expect(stated(.hub, "profiles", "default") == .bool(hub.profiles[0].isDefault))
    #expect(stated(.cluster, "nodes", "count") == .int(try #require(fleet.clusters["here"]).nodes[0].count))
    #expect(
      stated(.fleet, "notify", "mail", "to_on_duty") == .bool(try #require(fleet.organisation.notify.mail).toOnDuty))
    #expect(Defaults.idleStopAfter == 3600, "the shape of `stop_after` says: an hour")
    let (team, person) = (Team(), Person(name: ""))
    #expect(stated(.fleet, "team", "focus") == .double(team.focus))
    #expect(stated(.fleet, "team", "operations_share") == .double(team.operationsShare))
    #expect(stated(.fleet, "team", "platform_share") == .double(team.platformShare))
    #expect(stated(.fleet, "team", "turnaround", "days") == .double(team.turnaround.days))
    #expect(stated(.fleet, "team", "turnaround", "confidence") == .double(team.turnaround.confidence))
    #expect(stated(.fleet, "team", "rota", "at_once") == .int(Team.Rota(people: []).atOnce))
    #expect(stated(.fleet, "team", "rota", "share") == .double(Team.Rota(people: []).share))
    let hire = Team.Hire(name: "", starts: CalendarDay(number: 0))
    #expect(stated(.fleet, "team", "hires", "probability") == .double(hire.probability))
    #expect(stated(.fleet, "team", "hires", "hours") == .double(person.hours))
    let money = Finances(cash: .init(amount: .zero, on: CalendarDay(number: 0)), personMonth: .zero)
    #expect(stated(.fleet, "money", "currency") == .string(money.currency))
    #expect(stated(.fleet, "money", "dedicated_factor") == .double(money.dedicatedFactor))
    #expect(stated(.fleet, "phases", "hold_for")?.string.flatMap(Quantity.seconds) == Phase(name: "", slots: [:]).holdFor)
    let agreement = Agreement(from: CalendarDay(number: 0))
    #expect(stated(.community, "agreement", "pays_usage") == .bool(agreement.paysUsage))
    #expect(stated(.community, "agreement", "pays_cloud") == .bool(agreement.paysCloud))
    #expect(stated(.community, "agreement", "renewal") == .double(agreement.renewal))
    #expect(stated(.community, "agreement", "renewal_months") == .int(agreement.renewalMonths))
  }

  @Test("every value of the complete example arrives in the model")
  func decoding() throws {
    let fleet = try #require(FleetLoader.load(FleetSource(texts: Self.examples)).fleet)
    let hub = try #require(fleet.hubs["openreef"])
    #expect(hub.name == "Open Reef" && hub.community == "openreef" && hub.cluster == "harbour" && hub.kind == .research)
    #expect(hub.awake && hub.staging == "openreef-staging" && hub.url == "https://openreef.alpha.example")
    #expect(hub.effort.people == 60 && hub.effort.atOnce == 20 && hub.effort.image == .packages)
    #expect(hub.effort.initialDevelopment == .some(.some) && hub.effort.communityKnowledge == .high)
    #expect(hub.access.login == .oidc && hub.access.people == ["ida", "kofi"] && hub.access.admins == ["ida"])
    #expect(hub.access.client?.secret == "openreef-client" && hub.access.client?.usernameClaim == "preferred_username")
    #expect(hub.profiles.map(\.slug) == ["small", "large"] && hub.profiles[0].cpu == 0.5)
    #expect(hub.limits == Limits(servers: 80, startsAtOnce: 10, memory: Bytes("1G"), cpu: 1))
    #expect(hub.idle.stopAfter == 7200 && hub.features == ["dask"] && hub.versions.jupyterhub == "5.4.3")
    #expect(hub.values["singleuser"]?["extraEnv"]?["DASK_TEMPORARY_DIRECTORY"] == "/tmp/dask")
    let mail = try #require(fleet.organisation.notify.mail)
    #expect(mail.transport == .smtp(host: "mail.alpha.example", port: 587) && mail.password == "mail-password")
    #expect(fleet.organisation.people["wren"]?.roles == [.operationsEngineer, .engineer])
    #expect(fleet.features["dask"]?.reviewBy == "2027-06-30")
    #expect(fleet.clusters["harbour"]?.nodes == [.init(name: "stairs", memory: Bytes(64 << 30), cpu: 16)])
    #expect(fleet.communities["openreef"]?.representatives["ida"]?.mail == "ida@openreef.example")
  }

  @Test("every value of the complete example that is about growth arrives in the model")
  func growth() throws {
    let fleet = try #require(FleetLoader.load(FleetSource(texts: Self.examples)).fleet)
    let organisation = fleet.organisation
    func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }
    let wren = try #require(organisation.people["wren"])
    #expect(wren.hours == 40 && wren.skills == ["dask", "binderhub"])
    #expect(wren.leave == [try #require(DayRange(day("2026-12-21"), day("2027-01-03")))])
    let tomo = try #require(organisation.people["tomo"])
    #expect(try tomo.starts == day("2026-01-10") && tomo.ends == day("2027-06-30"))
    #expect(organisation.calendar.workingDays == [1, 2, 3, 4, 5])
    #expect(try organisation.calendar.holidays == [day("2026-12-25"), day("2027-01-01")])
    let quiet = try #require(DayRange(day("2026-12-18"), day("2027-01-08")))
    #expect(organisation.calendar.reduced == [.init(days: quiet, share: 0.5, because: "the end of the year")])
    let hire = Team.Hire(name: "a second platform engineer", starts: try day("2027-03-01"), probability: 0.8)
    #expect(organisation.team == Team(rota: .init(people: ["wren", "tomo"]), hires: [hire]))
    #expect(organisation.catalogue.offers[.basic]?.logins == [.github, .password])
    #expect(organisation.catalogue.offers[.basic]?.features == [])
    #expect(organisation.catalogue.offers[.experimental]?.types == [.jupyterhub, .binderhub])
    #expect(organisation.catalogue.offers[.experimental]?.images == nil)
    #expect(organisation.catalogue.instead["dask"] == "a research hub, which has it")
    try #require(organisation.phases.map(\.name) == ["Alpha", "Beta"])
    let (alpha, beta) = (organisation.phases[0], organisation.phases[1])
    #expect(alpha.slots == [.basic: 6, .research: 2, .experimental: 0] && alpha.types == [.jupyterhub: 8, .binderhub: 0])
    #expect(try alpha.opened == day("2026-10-01") && alpha.newCommunities == 4 && beta.holdFor == 14 * 86400)
    let condition = GateCondition(measure: .rolloutSuccess, bound: .atLeast(0.95), over: 30 * 86400)
    #expect(beta.gates[.infrastructure]?.conditions == [condition])
    #expect(beta.gates[.operations]?.conditions == [GateCondition(measure: .turnaround, bound: .atMost(5))])
    #expect(beta.gates[.sales]?.questions.keys.sorted() == ["invoices"])
    let lighthouse = Lead(
      id: "lighthouse", name: "Lighthouse Museum", kind: .basic, hubs: 2, starts: try day("2027-01-11"),
      probability: 0.7, stage: .prospect, wishes: ["dask"], fee: Money("2000"))
    #expect(organisation.pipeline["lighthouse"] == lighthouse)
    #expect(organisation.pipeline["open-reef-again"]?.probability == Lead.Stage.renewal.usualProbability)
  }

  @Test("money of the complete example arrives to the hundredth")
  func money() throws {
    let fleet = try #require(FleetLoader.load(FleetSource(texts: Self.examples)).fleet)
    let money = try #require(fleet.organisation.finances)
    #expect(money.cash == .init(amount: Money(hundredths: 120_000_000), on: try #require(CalendarDay("2026-11-01"))))
    #expect(money.personMonth == Money("20833") && money.fees[.experimental] == Money(hundredths: 416_667))
    #expect(money.costs.map(\.from) == [CalendarDay("2026-01-01")] && money.income.map(\.until) == [CalendarDay("2027-12-31")])
    #expect(money.usage.map(\.upTo) == [10, 100, 1000, nil] && money.usage.last?.each == Money("1.25"))
    #expect(money.bands.map(\.months) == [24, 15, 9])
    let agreement = try #require(fleet.communities["openreef"]?.agreement)
    #expect(agreement.fee == Money("1500") && agreement.cloud == Money("800") && agreement.activeUsers == 40)
    #expect(agreement.paysUsage && agreement.paysCloud && agreement.renewal == 0.9 && agreement.renewalMonths == 12)
    #expect(fleet.features["dask"]?.specialist == "two of us know Dask on purpose: few hubs need it")
  }

  @Test("each value has the place where it stands")
  func places() throws {
    let loaded = FleetLoader.load(
      SmallFleet.with([
        "hubs/reef.yaml": """
        community: reef
        cluster: here
        kind: basic
        access:
          login: password
          allow:
            people:
            - kim
            - ada
        values:
          hub:
            config: {A: {b: [1, two]}}
        """
      ]))
    let sources = try #require(loaded.fleet).sources
    func place(_ path: String) -> String { sources.place("hubs/reef.yaml", path).description }
    #expect(place("community") == "hubs/reef.yaml:1:12")
    #expect(place("access") == "hubs/reef.yaml:4:1")
    #expect(place("access.allow.people[1]") == "hubs/reef.yaml:9:7")
    #expect(place("access.allow.teams[3]") == "hubs/reef.yaml:6:3")
    #expect(place("values.hub.config.A.b[1]") == "hubs/reef.yaml:12:25")
    #expect(place("environment") == "hubs/reef.yaml")
  }

  @Test("a secret in plain text is never shown: its line is masked and no finding repeats it")
  func hiding() throws {
    let loaded = FleetLoader.load(
      SmallFleet.with([
        "hubs/reef.yaml": """
        community: reef
        cluster: here
        kind: basic
        access:
          login: shared-password
          password: hunter2   # why not
          admin_password: |
            many
            words
          client: {id: reef, secret: {secret: reef, value: hunter3}}
        """
      ]))
    let text = try #require(loaded.texts["hubs/reef.yaml"])
    #expect(!text.contains("hunter") && !text.contains("many") && !text.contains("words"))
    #expect(text.contains("  password: •••••••   # why not\n"))
    #expect(text.split(separator: "\n").count == 10)
    let told = loaded.findings.map { "\($0)" }.joined()
    #expect(!told.contains("hunter") && !told.contains("many"))
  }

  @Test("a file with a flood of secrets is not shown at all", .timeLimit(.minutes(5)))
  func hidingMany() {
    let flood = (0..<40_000).map { "    k\($0): hunter\n" }.joined()
    let hub = "community: reef\ncluster: here\nkind: basic\naccess:\n  login: password\n  password:\n" + flood
    let loaded = FleetLoader.load(SmallFleet.with(["hubs/reef.yaml": hub]))
    #expect(loaded.texts["hubs/reef.yaml"] == nil)
    #expect(loaded.findings.count <= FindingLog.limit + 1)
  }

  @Test("what is broken keeps what it declares from dangling")
  func broken() {
    let loaded = FleetLoader.load(
      SmallFleet.with(["communities/reef.yaml": "name: [", "clusters/here.yaml": "name: x"]))
    #expect(loaded.fleet != nil)
    #expect(loaded.isDeclared(.community, "reef") && loaded.isDeclared(.cluster, "here"))
    #expect(!loaded.isDeclared(.hub, "nothing"))
    #expect(FleetLoader.load(SmallFleet.with(["fleet.yaml": "name: ["])).fleet == nil)
  }

  @Test("every code of reading and of shapes is explained once, with its own severity")
  func explanations() throws {
    let explained = FindingExplanation.reading + FindingExplanation.shapes + FindingExplanation.adoption
    #expect(Set(explained.map(\.code)).count == explained.count)
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Fleet")
    var declared: Set<String> = []
    for file in ["Reading/ReadingCodes.swift", "Shapes/ShapeCodes.swift"] {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      declared.formUnion(text.matches(of: /"(A[0-9]{3})"/).map { String($0.1) })
    }
    #expect(declared == Set(explained.map(\.code.rawValue)))
    for explanation in explained {
      #expect(explanation.explanation.count > 80 && explanation.wrong != explanation.right, "\(explanation.code)")
    }
    let severities = Dictionary(uniqueKeysWithValues: explained.map { ($0.code, $0.severity) })
    for story in TextCase.all {
      for finding in story.findings() where finding.code != "A119" && severities[finding.code] != nil {
        #expect(severities[finding.code] == finding.severity, "\(story.name): \(finding.code)")
      }
    }
  }
}
