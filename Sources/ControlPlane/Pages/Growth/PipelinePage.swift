import Basics
import Operations

/// Who may come, stays or leaves, and whether there is room.
struct PipelinePage: Sendable {
  var frame: PageFrame
  var pipeline: PipelineAnswer

  init(frame: PageFrame, pipeline: PipelineAnswer) {
    self.frame = frame
    self.pipeline = pipeline
  }

  /// `6 leads; about 3.2 hubs are expected in three months; with 12 % there is no room for all of a kind`.
  var answer: String {
    guard !pipeline.leads.isEmpty else { return "No lead is declared yet" }
    var parts = [Words.count(pipeline.leads.count, "lead")]
    if let last = pipeline.horizons.last {
      parts.append("about \(Words.decimal(last.kinds.reduce(0) { $0 + $1.expectedHubs })) hubs are expected \(last.name)")
    }
    if let worst {
      parts.append("more \(worst.kind) hubs than slots with \(Words.percent(worst.chance)) \(worst.horizon)")
    }
    return parts.joined(separator: "; ")
  }

  var tone: Tone {
    guard !pipeline.leads.isEmpty else { return .quiet }
    return (worst?.chance ?? 0) > 0.15 ? .busy : .good
  }

  private var worst: (kind: String, chance: Double, horizon: String)? {
    let all = pipeline.horizons.flatMap { horizon in
      horizon.kinds.compactMap { kind in
        kind.overbooking.map { (kind: kind.kind, chance: $0, horizon: horizon.name) }
      }
    }
    return all.max { $0.chance < $1.chance }
  }

  var fields: Fields {
    let kinds = pipeline.horizons.first?.kinds.map(\.kind) ?? []
    return GrowthPlace.fields(at: .pipeline, in: frame).adding([
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]),
      "leads": .list(pipeline.leads.map(\.fields)),
      "columns": .list(pipeline.horizons.map { ["name": .text($0.name), "day": .text(Words.day($0.day))] }),
      "rows": .list(
        kinds.map { kind -> Fields in
          let cells = pipeline.horizons.compactMap { horizon -> Fields? in
            horizon.kinds.first { $0.kind == kind }.map { $0.cell(of: horizon.name) }
          }
          return ["kind": .text(kind), "cells": .list(cells)]
        }),
    ])
  }
}

extension PipelineAnswer.Kind {
  fileprivate func cell(of horizon: String) -> Fields {
    let room = slots.map { "room for \(Words.number($0))" } ?? "room not known"
    let chance = overbooking.map { "overbooking: \(Words.percent($0))" }
    return [
      "horizon": .text(horizon), "expected": .text(Words.decimal(expectedHubs)), "room": .text(room),
      "overbooking": .text(chance), "isHigh": .flag((overbooking ?? 0) > 0.15),
    ]
  }
}

extension PipelineAnswer.LeadAnswer {
  fileprivate var fields: Fields {
    let isOther = type != "jupyterhub"
    return [
      "id": "lead-\(Paths.encoded(id))", "name": .text(name), "path": .text(community.map { Paths.community(.init($0)) }),
      "stage": .text(stage), "hubs": .text("\(Words.number(hubs)) \(kind)\(isOther ? ", \(type)" : "")"),
      "starts": .text(Words.day(starts)), "chance": .text(Words.percent(probability)),
      "fee": .text(fee.map(Words.amount)), "effect": .text(effect), "fitsFrom": .text(fitsFrom.map(Words.day)),
      "obstacle": .text(obstacle),
      "outside": .list(
        wishes.filter { !$0.isOffered }.map { ["wish": .text($0.wish), "instead": .text($0.instead)] }),
      "offered": .text(Words.list(wishes.filter(\.isOffered).map(\.wish))),
    ]
  }
}
