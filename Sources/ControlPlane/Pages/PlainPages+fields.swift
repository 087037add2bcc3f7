extension SignInPage {
  var fields: Fields {
    ["problem": .text(problem.map(Words.sentence)), "next": .text(Paths.linkable(next)), "action": .text(Paths.signIn)]
  }
}

extension ProblemPage {
  var fields: Fields {
    [
      "status": "\(status)", "title": .text(title), "sentence": .text(Words.sentence(sentence)),
      "next": .text(Words.sentence(next)), "link": .text(Paths.linkable(link.path)), "label": .text(link.label),
      "request": .text(request),
    ]
  }
}

extension ConfirmationPage {
  var fields: Fields {
    [
      "question": .text(question), "consequences": .texts(consequences.map(Words.sentence)), "action": .text(action),
      "button": .text(button), "isDangerous": .flag(isDangerous), "cancel": .text(Paths.linkable(cancel)),
      "hidden": .list(hidden.map { ["name": .text($0.name), "value": .text($0.value)] }),
      "choices": .list(
        choices.map { choice -> Fields in
          [
            "name": .text(choice.name), "label": .text(choice.label), "isTicked": .flag(choice.isTicked),
            "problem": .text(choice.problem.map(Words.sentence)),
          ]
        }),
      "reason": .group(
        reason.map { reason -> Fields in
          ["text": .text(reason.text), "problem": .text(reason.problem.map(Words.sentence))]
        }),
    ]
  }
}
