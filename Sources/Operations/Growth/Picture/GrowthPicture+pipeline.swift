import Basics
import Fleet
import Forecast
import Growth

extension PipelineAnswer {
  init(_ forecast: PipelineForecast, fleet: Fleet) {
    self.init(
      leads: forecast.leads.map { LeadAnswer($0, fleet: fleet) },
      horizons: forecast.horizons.map { horizon in
        Horizon(
          name: horizon.name, day: horizon.day.description,
          kinds: HubKind.allCases.compactMap { kind in
            horizon.kinds[kind].map {
              Kind(
                kind: kind.rawValue, expectedHubs: $0.arriving.mean, slots: $0.slots, overbooking: $0.overbooking)
            }
          })
      })
  }
}

extension PipelineAnswer.LeadAnswer {
  fileprivate init(_ outlook: LeadOutlook, fleet: Fleet) {
    let lead = outlook.lead
    let usual = fleet.organisation.finances?.fees[lead.kind].map { lead.hubs * $0 }
    self.init(
      id: lead.id.rawValue, name: lead.name, community: lead.community?.rawValue, stage: lead.stage.rawValue,
      kind: lead.kind.rawValue, type: lead.type.rawValue, hubs: lead.hubs, starts: lead.starts.description,
      probability: lead.probability, fee: lead.fee ?? usual,
      wishes: outlook.wishes.map { PipelineAnswer.Wish(wish: $0.wish, isOffered: $0.isOffered, instead: $0.instead) },
      effect: outlook.effect.words, fitsFrom: outlook.fitsFrom.map { String($0.description.prefix(7)) },
      obstacle: outlook.fitsFrom == nil ? outlook.fits.last.map { $0.obstacles.map(\.sentence).joined(separator: "; ") } : nil)
  }
}

extension GrowthAnswer.PipelineSummary {
  init(_ forecast: PipelineForecast) {
    let kinds = forecast.horizons.first { $0.name == GrowthPicture.horizonName(3) }.map { Array($0.kinds.values) } ?? []
    self.init(
      leads: forecast.leads.count, expectedHubs: kinds.reduce(0) { $0 + $1.arriving.mean },
      overbooking: kinds.compactMap(\.overbooking).max(),
      outsideCatalogue: forecast.leads.count { !$0.outsideCatalogue.isEmpty })
  }
}
