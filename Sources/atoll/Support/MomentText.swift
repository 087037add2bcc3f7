import ArgumentParser
import Basics
import Foundation

/// A moment on the command line: in ISO 8601 with its offset, or from now on (`+90m`, `+2h`, `+3d`).
struct MomentText: ExpressibleByArgument {
  /// In ISO 8601.
  let iso8601: String

  init?(argument: String) {
    if argument.hasPrefix("+") {
      guard let seconds = MomentText.seconds(argument.dropFirst()) else { return nil }
      iso8601 = Timestamp(seconds: Date().timeIntervalSince1970.rounded() + seconds).iso8601
    } else {
      guard Timestamp(iso8601: argument) != nil else { return nil }
      iso8601 = argument
    }
  }

  static var defaultValueDescription: String { "2026-12-01T18:00+01:00" }

  /// Seconds of `90m`, `2h`, `3d`; nil for anything else.
  static func seconds(_ text: Substring) -> Double? {
    let units: [Character: Double] = ["m": 60, "h": 3600, "d": 86_400]
    guard let last = text.last, let unit = units[last], let number = Double(text.dropLast()), number > 0, number < 100_000
    else { return nil }
    return number * unit
  }

  static let help = "A time with its offset, such as 2026-12-01T18:00+01:00, or from now on: +90m, +2h, +3d."
}
