import ArgumentParser
import Basics
import ControlPlane
import Foundation
import Operations

struct GrowthReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the growth plan for others to read: phases, slots, gates, how numbers are made.",
    discussion: """
      Nothing private stands in it: no names of leads and people, no hubs, no hours, no amounts. Exit code 1: the PDF could \
      not be made; Markdown and HTML need nothing.

      Examples:
        atoll growth report                                       Markdown, to the terminal
        atoll growth report --recorded --format html --output growth.html
        atoll growth report --format pdf --output growth.pdf --feedback https://alpha.example/ideas
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case markdown, html, pdf }

  @Option(help: "markdown, html or pdf.") var format: Format = .markdown
  @Option(help: ArgumentHelp("Where it is written; else to the terminal.", valueName: "file"), completion: .file())
  var output: String?
  @Option(help: ArgumentHelp("Where readers tell what they think: an address of mail or of a page.", valueName: "address"))
  var feedback: String?
  @Flag(help: "Say for how many months the money lasts as well.") var includesRunway = false

  @Flag(help: "Ask the control plane: the deployed folder, with what was recorded.") var recorded = false
  @OptionGroup var fleet: FleetOption
  @OptionGroup var state: StateOption

  func run() async throws {
    try await Command.run {
      if format == .pdf, output == nil { throw Mistake(what: "a PDF needs a file: say --output growth.pdf") }
      let report = try await recorded ? recordedReport(try state.client()) : folderReport()
      switch format {
      case .markdown: try write(Data(report.markdown.utf8))
      case .html: try write(Data(report.html.utf8))
      case .pdf: try write(try await Machine(state: state.folder).pdf(typst: report.typst) { Terminal.complain("  \($0)") })
      }
    }
  }

  private var today: CalendarDay { CalendarDay(now) }
  private var now: Timestamp { Timestamp(seconds: Date().timeIntervalSince1970) }

  private func folderReport() async throws -> GrowthReport {
    let picture = GrowthPicture(try fleet.declared(), now: now)
    return GrowthReport(
      growth: try await picture.growth(), capacity: try await picture.capacity(),
      runway: includesRunway ? try await picture.runway() : nil, pipeline: try await picture.pipeline(), on: today,
      feedback: feedback, includesRunway: includesRunway)
  }

  private func recordedReport(_ client: ControlPlaneClient) async throws -> GrowthReport {
    GrowthReport(
      growth: try await client.growth(), capacity: try await client.capacity(),
      runway: includesRunway ? try await client.runway() : nil, pipeline: try await client.pipeline(), on: today,
      feedback: feedback, includesRunway: includesRunway)
  }

  private func write(_ data: Data) throws {
    guard let output else { return FileHandle.standardOutput.write(data) }
    do {
      try data.write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      throw Mistake(what: "\(output) cannot be written: \(error.localizedDescription)")
    }
    Terminal.complain("Written: \(output)")
  }
}
