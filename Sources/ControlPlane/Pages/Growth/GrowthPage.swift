import Fleet
import Operations

/// Whether the fleet can grow, how far, and what is in the way: the first page of those who do not operate.
struct GrowthPage: Sendable {
  var frame: PageFrame
  var growth: GrowthAnswer

  init(frame: PageFrame, growth: GrowthAnswer) {
    self.frame = frame
    self.growth = growth
  }

  /// Nothing is declared that growth could be told from.
  var isEmpty: Bool { growth.phase == nil && growth.slots == nil && growth.runway == nil && growth.pipeline.leads == 0 }

  /// `6 basic and 1 research slots are open now; the phase “Alpha” has 4 of 8 left`.
  var answer: String {
    if isEmpty { return "Nothing of growth is declared yet" }
    return [slotsSentence, phaseSentence].joined(separator: "; ")
  }

  var tone: Tone {
    guard let now = growth.slots?.horizons.first else { return .quiet }
    return now.kinds.contains { $0.slots > 0 } ? .good : .busy
  }

  private var slotsSentence: String {
    guard let slots = growth.slots, let now = slots.horizons.first else {
      return "How many slots are open is not known: no team is declared"
    }
    if let open = Words.byKind(now.counts) {
      let count = now.kinds.reduce(0) { $0 + $1.slots }
      return "\(open) \(count == 1 ? "slot is" : "slots are") open now"
    }
    guard let later = slots.horizons.dropFirst().first(where: { $0.kinds.contains { $0.slots > 0 } }),
      let open = Words.byKind(later.counts)
    else { return "No slot is open now, nor in three months" }
    return "No slot is open now; \(open) \(later.name)"
  }

  private var phaseSentence: String {
    guard let phase = growth.phase else { return "no phases are declared" }
    let kinds = phase.slots.filter { HubKind(rawValue: $0.of) != nil }
    guard kinds.allSatisfy({ $0.slots != nil }) else { return "the phase “\(phase.name)” is open" }
    let all = kinds.reduce(0) { $0 + ($1.slots ?? 0) }
    let left = kinds.reduce(0) { $0 + ($1.left ?? 0) }
    return all == 0 ? "the phase “\(phase.name)” brings none" : "the phase “\(phase.name)” has \(left) of \(all) left"
  }
}

extension SlotsAnswer.Horizon {
  /// Published slots by kind.
  var counts: [String: Int] { Dictionary(kinds.map { ($0.kind, $0.slots) }, uniquingKeysWith: { first, _ in first }) }
}
