import Basics
import Operations

/// Work by week and community: a row for each community, the busiest first, a cell for each week.
struct WorkTable: Sendable {
  let weeks: [CapacityAnswer.WorkWeek]

  init(_ weeks: [CapacityAnswer.WorkWeek]) { self.weeks = weeks }

  /// Communities that have a row of their own.
  static let length = 12

  private struct Cell {
    var changes = 0
    var incidents = 0
    var hours = 0.0
    var items: Int { changes + incidents }

    mutating func add(_ work: CapacityAnswer.CommunityWork) {
      changes += work.changes
      incidents += work.incidents
      hours += work.hours
    }

    mutating func add(_ other: Cell) {
      changes += other.changes
      incidents += other.incidents
      hours += other.hours
    }
  }

  /// Nothing where nothing was recorded.
  var fields: Fields? {
    var byName: [String: [Cell]] = [:]
    for (index, week) in weeks.enumerated() {
      for work in week.communities {
        byName[work.community ?? "", default: Array(repeating: Cell(), count: weeks.count)][index].add(work)
      }
    }
    let sorted = byName.sorted { (-Self.items($0.value), $0.key) < (-Self.items($1.value), $1.key) }
    guard !sorted.isEmpty else { return nil }
    let all = Self.sum(sorted.map(\.value), weeks.count)
    let most = sorted.flatMap(\.value).map(\.items).max() ?? 0
    var rows = [Self.row("all", nil, all, most: all.map(\.items).max() ?? 0)]
    rows += sorted.prefix(Self.length).map { name, cells in
      name.isEmpty
        ? Self.row("the fleet’s own", nil, cells, most: most)
        : Self.row(name, Paths.community(.init(name)), cells, most: most)
    }
    let rest = sorted.dropFirst(Self.length)
    if !rest.isEmpty {
      rows.append(Self.row("\(rest.count) more", nil, Self.sum(rest.map(\.value), weeks.count), most: most))
    }
    let hours = all.reduce(0) { $0 + $1.hours }
    let changes = all.reduce(0) { $0 + $1.changes }
    let incidents = all.reduce(0) { $0 + $1.incidents }
    return [
      "sentence": .text(
        "\(Words.count(changes, "change")) and \(Words.count(incidents, "incident")) in \(Words.count(weeks.count, "week")), "
          + "\(Words.decimal(hours)) hours logged."),
      "columns": .list(weeks.map { ["text": .text(Words.shortDay($0.week))] }), "rows": .list(rows),
    ]
  }

  private static func items(_ cells: [Cell]) -> Int { cells.reduce(0) { $0 + $1.items } }

  private static func sum(_ rows: [[Cell]], _ count: Int) -> [Cell] {
    var sum = Array(repeating: Cell(), count: count)
    for row in rows { for (index, cell) in row.enumerated() { sum[index].add(cell) } }
    return sum
  }

  private static func row(_ name: String, _ path: String?, _ cells: [Cell], most: Int) -> Fields {
    [
      "name": .text(name), "path": .text(path), "total": .text(Words.number(items(cells))),
      "cells": .list(
        cells.map { cell -> Fields in
          let level = cell.items == 0 || most == 0 ? 0 : min(4, 1 + (cell.items * 4 - 1) / most)
          let parts = [
            Words.count(cell.changes, "change"), Words.count(cell.incidents, "incident"),
            "\(Words.decimal(cell.hours)) hours",
          ]
          return [
            "level": .text(String(level)), "text": .text(cell.items == 0 ? (cell.hours > 0 ? "·" : nil) : String(cell.items)),
            "title": .text(parts.joined(separator: ", ")),
          ]
        }),
    ]
  }
}
