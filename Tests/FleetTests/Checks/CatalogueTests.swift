import Basics
import Fleet
import Testing

@Suite("The catalogue of findings")
struct CatalogueTests {
  @Test("every code is explained once")
  func once() {
    let codes = FindingCatalogue.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    #expect(codes == codes.sorted())
  }

  @Test("every check has a title and explains all that it can find", arguments: Checks.all.indices)
  func explained(index: Int) {
    let check = Checks.all[index]
    #expect(!check.title.isEmpty)
    for explanation in check.explanations {
      #expect(!explanation.title.isEmpty)
      #expect(explanation.explanation.count > 40)
      #expect(!explanation.wrong.isEmpty && !explanation.right.isEmpty)
      #expect(FindingCatalogue.all.explanation(for: explanation.code) == explanation)
    }
  }

  @Test("a code is found in small letters too; an unknown one is not")
  func lookup() {
    #expect(FindingCatalogue.all.explanation(for: "a301")?.code == "A301")
    #expect(FindingCatalogue.all.explanation(for: "A000") == nil)
  }

  @Test("a fleet with everything wrong has only codes that are explained, none milder than its explanation says")
  func everythingWrong() {
    let fleet = Fleet.example {
      organisation { $0.onDuty = ["nobody"] }
      hub("atoll") {
        $0.community = "x"
        $0.cluster = "y"
        $0.staging = "z"
        $0.features = ["w"]
        $0.access = Access(login: .none, people: ["*", "atoll-test"])
        $0.profiles = [Profile(name: "!"), Profile(name: "!")]
        $0.values = ["password": "hunter2"]
        $0.differsFromStaging = ["nothing"]
      }
    }
    for finding in fleet.findings {
      let explanation = FindingCatalogue.all.explanation(for: finding.code)
      #expect(explanation != nil, "\(finding.code)")
      #expect(finding.next != nil, "\(finding.code)")
      #expect(!finding.what.hasSuffix("."), "\(finding.code)")
    }
    #expect(fleet.findings.count > 8)
  }

  @Test("findings come by file, line and column")
  func order() {
    func finding(_ place: SourcePlace?) -> Finding { Finding("A301", .error, at: place, "x") }
    let first = finding(nil)
    let second = finding(SourcePlace(file: "a", line: 2, column: 9))
    let third = finding(SourcePlace(file: "a", line: 10, column: 1))
    let fourth = finding(SourcePlace(file: "b", line: 1, column: 1))
    #expect([fourth, third, second, first].sorted(by: Finding.isBefore) == [first, second, third, fourth])
  }
}
