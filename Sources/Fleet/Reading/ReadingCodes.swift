import Basics

/// The codes of the reading stage, one home for each; `FindingExplanation.reading` explains them.
extension FindingCode {
  static let emptyFile: FindingCode = "A101"
  static let fileTooLarge: FindingCode = "A102"
  static let notText: FindingCode = "A103"
  static let controlCharacter: FindingCode = "A104"
  static let syntax: FindingCode = "A105"
  static let tab: FindingCode = "A106"
  static let duplicateKey: FindingCode = "A107"
  static let severalDocuments: FindingCode = "A108"
  static let tooDeep: FindingCode = "A109"
  static let tooManyValues: FindingCode = "A110"
  static let unknownAlias: FindingCode = "A111"
  static let oddKey: FindingCode = "A112"
  static let oddMerge: FindingCode = "A113"
  static let unknownTag: FindingCode = "A114"
  static let tooManyFindings: FindingCode = "A119"

  static let badFileName: FindingCode = "A121"
  static let ymlExtension: FindingCode = "A122"
  static let strayFile: FindingCode = "A123"
  static let namesDifferByCase: FindingCode = "A124"
  static let misspeltFolder: FindingCode = "A125"
  static let missingFleetFile: FindingCode = "A126"

  static let missingNamedFile: FindingCode = "A130"
  static let pathLeavesFolder: FindingCode = "A131"
  static let linkNotFollowed: FindingCode = "A132"
  static let unreadable: FindingCode = "A133"
  static let folderTooLarge: FindingCode = "A134"
}

/// The codes of adopting a layout in place; `FindingExplanation.adoption` explains them.
extension FindingCode {
  static let sealedLayers: FindingCode = "A901"
  static let unknownChart: FindingCode = "A902"
  static let otherChartVersion: FindingCode = "A903"
  static let oddClusterFile: FindingCode = "A904"
  static let missingValuesFile: FindingCode = "A905"
  static let orphanFile: FindingCode = "A906"
  static let namedTwice: FindingCode = "A907"
  static let otherClusterName: FindingCode = "A908"
  static let inferredCommunity: FindingCode = "A909"
  static let unknownAdoptedHub: FindingCode = "A910"
}
