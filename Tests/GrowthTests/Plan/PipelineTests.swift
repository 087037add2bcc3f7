import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("the pipeline")
struct PipelineTests {
  private typealias Example = PlanExample

  private func lead(
    _ id: LeadID, _ stage: Lead.Stage = .prospect, kind: HubKind = .basic, type: HubType = .jupyterhub, hubs: Int = 1,
    in days: Int = 10, probability: Double = 0.5, community: CommunityID? = nil, wishes: [String] = []
  ) -> Lead {
    Lead(
      id: id, community: community, kind: kind, type: type, hubs: hubs, starts: Example.today.advanced(by: days),
      probability: probability, stage: stage, wishes: wishes)
  }

  /// The chance of each number of hubs, by trying every combination.
  private func enumerated(_ leads: [(probability: Double, hubs: Int)]) -> [Double] {
    var chances = [Double](repeating: 0, count: leads.reduce(0) { $0 + $1.hubs } + 1)
    for combination in 0..<(1 << leads.count) {
      var chance = 1.0
      var count = 0
      for (index, lead) in leads.enumerated() {
        let comes = combination & (1 << index) != 0
        chance *= comes ? lead.probability : 1 - lead.probability
        count += comes ? lead.hubs : 0
      }
      chances[count] += chance
    }
    return chances
  }

  @Test("how many hubs come is exact: as by trying every combination", arguments: 1...20)
  func exact(seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let leads = (0..<random.poisson(mean: 6)).map { _ in (probability: random.uniform(), hubs: 1 + random.poisson(mean: 1)) }
    let truth = enumerated(leads)
    let count = ArrivalCount(of: leads)
    #expect(count.probabilities.count == truth.count)
    #expect(zip(count.probabilities, truth).allSatisfy { abs($0 - $1) < 1e-12 })
    let mean = leads.reduce(0) { $0 + $1.probability * Double($1.hubs) }
    #expect(abs(count.mean - mean) < 1e-9)
    for number in -1...truth.count {
      let atMost = number < 0 ? 0 : truth.prefix(number + 1).reduce(0, +)
      #expect(abs(count.probability(atMost: number) - atMost) < 1e-12)
    }
    #expect(count.probability(atMost: count.quantile(0.85)) >= 0.85 - 1e-9)
  }

  @Test("the chance of overbooking is that of both rooms together, as by trying every combination", arguments: 1...12)
  func overbooking(seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let signed = (0..<2).map { _ in (probability: random.uniform(), hubs: 1 + random.poisson(mean: 0.5)) }
    let others = (0..<4).map { _ in (probability: random.uniform(), hubs: 1 + random.poisson(mean: 0.5)) }
    let capacity = Distribution((0..<5).map { _ in Double(random.poisson(mean: 2)) })
    let free = random.poisson(mean: 3)
    var truth = 0.0
    for (first, one) in enumerated(signed).enumerated() {
      for (second, other) in enumerated(others).enumerated() {
        for slots in capacity.values where first + second > free || Double(second) > slots {
          truth += one * other / Double(capacity.count)
        }
      }
    }
    let chance = PipelineForecast.overbooking(
      deducted: ArrivalCount(of: signed), others: ArrivalCount(of: others), free: free, capacity: capacity)
    #expect(abs(chance - truth) < 1e-12)
  }

  private func forecast(
    _ leads: [Lead], slots: [HubKind: Int] = [.basic: 2], types: [HubType: Int] = [:], newCommunities: Int? = nil,
    rooms: [PipelineForecast.Room]? = nil, catalogue: Catalogue = Catalogue(), features: [Feature] = []
  ) -> PipelineForecast {
    let phase = Phase(name: "alpha", slots: slots, types: types, newCommunities: newCommunities)
    let fleet = Example.fleet(phases: [phase], pipeline: leads, catalogue: catalogue, features: features)
    let phaseSlots = PhaseSlots(phase, in: fleet, opening: nil, openedAt: nil)
    return PipelineForecast(
      fleet, phase: phaseSlots, rooms: rooms ?? [.init(name: "in one month", day: Example.today.advanced(by: 30))],
      now: Example.today)
  }

  @Test("leads that start by the day are expected by their chance; those who stay, leave or are here reserve nothing")
  func expected() throws {
    let forecast = self.forecast([
      lead("a", hubs: 2), lead("b", .partner, in: -40, probability: 1), lead("c", in: 31), lead("d", .active),
      lead("e", .renewal, probability: 0.75), lead("f", .leaving, hubs: 2),
    ])
    let basic = try #require(forecast.horizons.first?.kinds[.basic])
    #expect(basic.arriving.mean == 2)
    #expect(basic.leaving == 1.25)
    #expect(basic.slots == 1)
    // One has signed; two come or not: three for two slots in half of the cases.
    #expect(basic.overbooking == 0.5)
    #expect(forecast.months.count == 12)
    #expect(forecast.months.first?.first == CalendarDay("2026-11-01"))
    #expect(forecast.months.first?.arriving == [.basic: 1])
    #expect(forecast.months[1].arriving == [.basic: 1.5])
    #expect(forecast.months[1].leaving == [.basic: 1.25])
  }

  @Test("who has come furthest gets the first slots, and a lead for which there is no room says why")
  func fits() throws {
    let day = Example.today.advanced(by: 30)
    let forecast = self.forecast(
      [
        lead("early", .qualified, in: 1), lead("signed", .partner, in: 20), lead("large", .prospect, hubs: 3),
        lead("binder", .prospect, kind: .research, type: .binderhub), lead("known", .lead, community: "reef"),
      ], slots: [.basic: 3, .research: 1], newCommunities: 2)
    let obstacles = Dictionary(uniqueKeysWithValues: forecast.leads.map { ($0.lead.id, $0.fits.first?.obstacles) })
    #expect(obstacles["signed"] == [])
    #expect(obstacles["large"] == [.phase(.basic, left: 2)])
    #expect(obstacles["binder"] == [.notOffered(.binderhub), .type(.binderhub, left: 0)])
    #expect(obstacles["early"] == [])
    #expect(obstacles["known"] == [])
    #expect(forecast.leads.first { $0.lead.id == "signed" }?.fitsFrom == day)
    let held = self.forecast([lead("new", .prospect), lead("known", .lead, community: "reef")], newCommunities: 0)
    #expect(held.leads.map { $0.fits.first?.obstacles } == [[], [.newCommunities]])
  }

  @Test("what the team can take bounds leads as well, and what one kind takes, another cannot")
  func capacity() throws {
    let now = PipelineForecast.Room(
      name: "now", day: Example.today, slots: [.basic: Distribution([4, 4, 4]), .research: Distribution([1])])
    let later = PipelineForecast.Room(
      name: "later", day: Example.today.advanced(by: 90), slots: [.basic: Distribution([8]), .research: Distribution([2])])
    let forecast = self.forecast(
      [lead("a", kind: .basic, hubs: 2, in: 1), lead("b", kind: .research, in: 2)], slots: [.basic: 9, .research: 9],
      rooms: [now, later])
    let research = try #require(forecast.leads.last)
    #expect(research.fits.map(\.obstacles) == [[.capacity(.research, left: 0)], []])
    #expect(research.fitsFrom == later.day)
  }

  @Test("a wish outside the catalogue is told with what is offered instead")
  func catalogue() throws {
    let catalogue = Catalogue(
      offers: [.basic: .init(images: [.standard, .packages], logins: [.github], features: ["gitpuller", "beta-thing"])],
      instead: ["dask": "a larger server", "moon": "the sun"])
    let features = [
      Feature(id: "dask", stage: .general), Feature(id: "gitpuller", stage: .general), Feature(id: "beta-thing", stage: .scoped),
    ]
    let wishes = ["Dask", "gitpuller", "beta-thing", "own", "packages", "github", "google", "binderhub", "moon", "unicorns"]
    let outlook = try #require(forecast([lead("a", wishes: wishes)], catalogue: catalogue, features: features).leads.first)
    #expect(
      outlook.wishes.map(\.verdict) == [
        .notOffered, .offered, .notInService(.scoped), .notOffered, .offered, .offered, .notOffered, .notOffered, .notOffered,
        .unknown,
      ])
    #expect(outlook.wishes[0].instead == "a larger server")
    #expect(outlook.wishes[8].instead == "the sun")
    #expect(outlook.outsideCatalogue.count == 7)
    #expect(
      outlook.wishes[0].sentence(for: .basic) == "Dask is not offered to basic hubs; offered instead: a larger server")
  }

  @Test("for a kind that the catalogue does not describe, everything that the fleet knows is offered")
  func notDescribed() throws {
    let outlook = try #require(
      forecast(
        [lead("a", kind: .research, type: .binderhub, wishes: ["dask", "own"])], features: [Feature(id: "dask", stage: .beta)]
      )
      .leads.first)
    #expect(outlook.wishes.map(\.verdict) == [.offered, .offered, .notOffered])
    #expect(outlook.wishes.last?.wish == "binderhub")
  }
}
