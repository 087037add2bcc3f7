public import Basics

/// A mail of plain text, from a program, to one person.
public struct Mail: Sendable, Equatable {
  public let from: MailAddress
  public let to: MailAddress
  public let subject: String
  public let text: String
  /// The part of the Message-ID before the `@`: the same at every attempt, so that a server that has the mail knows it.
  public let delivery: String
  public let date: Timestamp

  /// Refuses what could begin another header: no value of a header holds a control character.
  public init(
    from: MailAddress, to: MailAddress, subject: String, text: String, delivery: String, date: Timestamp
  ) throws(MailError) {
    guard !subject.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw .controlCharacter(header: "Subject")
    }
    let isToken = delivery.utf8.allSatisfy { Array("-_.".utf8).contains($0) || Mail.isLetterOrDigit($0) }
    guard isToken, !delivery.isEmpty, delivery.utf8.count <= 200 else { throw .controlCharacter(header: "Message-ID") }
    self.from = from
    self.to = to
    self.subject = subject
    self.text = text
    self.delivery = delivery
    self.date = date
  }

  /// The mail of a message.
  public init(_ message: Message, from: MailAddress) throws(MailError) {
    guard let to = MailAddress(message.recipient) else { throw .noAddress(message.recipient) }
    try self.init(
      from: from, to: to, subject: message.subject, text: message.text, delivery: message.delivery,
      date: message.created)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    let character = Unicode.Scalar(byte)
    return character.isASCII && (character.properties.isAlphabetic || character.properties.numericType != nil)
  }
}

/// Why there is no mail.
public enum MailError: Error, Sendable, Equatable, CustomStringConvertible {
  case noAddress(String)
  case controlCharacter(header: String)

  public var description: String {
    switch self {
    case .noAddress(let text): "\(text.debugDescription) is no mail address"
    case .controlCharacter(let header): "the header \(header) would hold a character that it must not hold"
    }
  }
}

extension Mail {
  /// The mail as RFC 5322 says, its lines ended by CR LF, all of it ASCII and no line longer than 78 characters but those
  /// that hold one long address.
  public func rendered() -> String {
    let headers = [
      "From: \(HeaderText.address(from))",
      "To: \(HeaderText.address(to))",
      "Subject: \(HeaderText.encode(subject, after: "Subject: "))",
      "Date: \(date.mailDate)",
      "Message-ID: <\(delivery)@\(from.domain)>",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
    ]
    return headers.joined(separator: "\r\n") + "\r\n\r\n" + QuotedPrintable.encode(text)
  }
}

extension Timestamp {
  /// RFC 5322, in UTC: `Tue, 01 Dec 2026 17:00:00 +0000`.
  var mailDate: String {
    let parts = day.split(separator: "-")
    let month = parts.count == 3 ? Int(parts[1]) ?? 1 : 1
    // 1970-01-01 was a Thursday.
    let days = Int((seconds / 86_400).rounded(.down))
    let weekday = Timestamp.weekdays[((days % 7) + 7) % 7]
    return
      "\(weekday), \(parts.last ?? "01") \(Timestamp.months[month - 1]) \(parts.first ?? "1970") \(timeOfDay) +0000"
  }

  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
