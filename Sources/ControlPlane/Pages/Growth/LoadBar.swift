import Operations

/// What the team can do, as one bar with a table that says the same. Items a quarter; the bar is 1000 wide.
struct LoadBar: Sendable {
  let segments: [Segment]
  let rows: [Fields]
  /// Where the highest utilisation stands.
  let mark: String

  struct Segment: Sendable {
    let style: String
    let x: Double
    let width: Double

    var fields: Fields {
      ["style": .text(style), "x": .text(LoadBar.short(x)), "width": .text(LoadBar.short(width))]
    }
  }

  init(_ load: SlotsAnswer.Load) {
    let parts: [Part] = [
      Part("hubs", "Hubs", load.hubs, to: "#costly", note: "what they ask for"),
      Part("platform", "Platform", load.platform, to: nil, note: "changes of all hubs, upgrades"),
      Part(
        "rework", "Rework", load.rework, to: Paths.rollouts, note: load.failures, isNoteLinked: true),
      Part("reserved", "Reserved", load.reserved, to: Paths.pipeline, note: "for the pipeline, by its chances"),
    ]
    let bound = load.possible * load.highestUtilisation
    let over = load.possible > 0 ? load.possible : 1
    let whole = max(over, load.asked, 1e-9)
    var segments: [Segment] = []
    var position = 0.0
    func draw(_ style: String, _ value: Double) {
      let width = LoadBar.bounded(value / whole * 1000)
      if width > 0 { segments.append(Segment(style: style, x: position, width: width)) }
      position += width
    }
    for part in parts { draw(part.style, part.value) }
    draw("free", load.free)
    if load.free >= 0 { draw("kept", load.possible - bound) }
    self.segments = segments
    mark = LoadBar.short(LoadBar.bounded(bound / whole * 1000))
    let last =
      load.free < 0
      ? Part("over", "Too many", -load.free, to: "#limits", note: "more than the promise allows")
      : Part("free", "Free", load.free, to: "\(Paths.growth)#slots", note: "up to the line: room for slots")
    let kept = Part(
      "kept", "Kept free", max(0, load.possible - bound), to: nil, note: "so that requests do not wait: the promise")
    rows = (parts + [last, kept]).map { $0.fields(of: load.possible) }
  }

  private static func bounded(_ value: Double) -> Double { value.isFinite ? min(max(value, 0), 1000) : 0 }

  /// One digit behind the point.
  static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  private struct Part {
    let style: String
    let name: String
    let value: Double
    let path: String?
    let note: String
    let isNoteLinked: Bool

    init(_ style: String, _ name: String, _ value: Double, to path: String?, note: String, isNoteLinked: Bool = false) {
      self.style = style
      self.name = name
      self.value = value
      self.path = path
      self.note = note
      self.isNoteLinked = isNoteLinked
    }

    func fields(of possible: Double) -> Fields {
      [
        "style": .text(style), "name": .text(name),
        "number": .text(style == "rework" ? GrowthWords.rework(value) : Words.decimal(value)), "path": .text(path),
        "share": .text(possible > 0 ? Words.percent(abs(value) < 0.1 ? 0 : value / possible) : nil), "note": .text(note),
        "notePath": .text(isNoteLinked ? path : nil),
      ]
    }
  }
}
