import Basics

extension FindingExplanation {
  /// What the reading of a folder finds: files, their names, and YAML.
  public static let reading: [FindingExplanation] = texts + structure + names + folder

  private static let texts: [FindingExplanation] = [
    FindingExplanation(
      .emptyFile, .error, "an empty file",
      explanation: """
        Every file in `communities/`, `clusters/`, `hubs/` and `features/` declares one thing, and this one declares \
        nothing. Atoll does not guess whether the thing should be there.

        Declare it, or remove the file.
        """,
      wrong: "# Open Reef comes here", right: "name: Open Reef"),
    FindingExplanation(
      .fileTooLarge, .error, "a file that is too large",
      explanation: """
        A YAML file of a fleet has a few hundred lines at most; other files are bounded too, so that a slip (a log, a \
        disk image, a data set beside the declarations) costs neither memory nor time.

        Look whether it is the right file. Data belongs into a repository of its own or into a bucket.
        """,
      wrong: "environment: {requirements: data.tar}", right: "environment: {requirements: requirements.txt}"),
    FindingExplanation(
      .notText, .error, "a file that is not UTF-8",
      explanation: """
        YAML files are texts in UTF-8. The caret shows the first byte that is not; what stands there was written by an \
        editor with another encoding, or the file is no text.

        Save the file as UTF-8: `iconv -f latin1 -t utf-8 FILE`.
        """,
      wrong: "name: Caf\u{FFFD}", right: "name: Café"),
    FindingExplanation(
      .controlCharacter, .error, "a character that no YAML file may hold",
      explanation: """
        Zero bytes and other control characters do not belong into a text. Mostly the file is not the text that it \
        seems to be; else something was pasted with an invisible character.

        Remove the character, or replace the file.
        """,
      wrong: "name: Open\u{FFFD}Reef", right: "name: Open Reef"),
    FindingExplanation(
      .syntax, .error, "not YAML",
      explanation: """
        The file cannot be read beyond this place. The mistake often stands a little before it: quotes or a bracket \
        that were not closed, a line indented differently from its neighbours, a `: ` in a text without quotes. Where a \
        second place is named, it is the beginning of what could not be finished.

        The rest of this file is not looked at until this is mended; all other files are.
        """,
      wrong: "name: Open Reef: the hub", right: "name: \"Open Reef: the hub\""),
    FindingExplanation(
      .tab, .error, "a tab in the indentation",
      explanation: """
        YAML is indented with spaces: a tab has no agreed width, so it is not allowed.

        Replace the tabs by spaces, two for each level, and tell your editor to write spaces in YAML files.
        """,
      wrong: "access:\n\tlogin: password", right: "access:\n  login: password"),
  ]

  private static let structure: [FindingExplanation] = [
    FindingExplanation(
      .duplicateKey, .error, "a key that stands twice",
      explanation: """
        Programs that read YAML differ in which of two equal keys they take, and a reader of the file sees the one that \
        they happen to look at. Both places are named.

        Keep one of them.
        """,
      wrong: "cluster: harbour\ncluster: lagoon", right: "cluster: lagoon"),
    FindingExplanation(
      .severalDocuments, .error, "two documents in one file",
      explanation: """
        A line `---` begins a second document. A file of a fleet declares one thing, named by the file; a second one \
        would have no name.

        Move it to a file of its own.
        """,
      wrong: "name: Open Reef\n---\nname: Kelp Forest", right: "name: Open Reef"),
    FindingExplanation(
      .tooDeep, .error, "values nested too deeply",
      explanation: """
        Lists and maps stand more than 64 deep in each other. Nothing in a fleet is like that; reading stops here, so \
        that such a file costs nothing.
        """,
      wrong: "values: {a: {b: {c: …}}}", right: "values: {a: 1}"),
    FindingExplanation(
      .tooManyValues, .error, "too many values in a file",
      explanation: """
        The file holds more than 100,000 values. An alias (`*name`) counts as much as all that it stands for, because a \
        few lines of aliases of aliases can stand for more values than any memory holds.

        Write less in one file; write out what the aliases stand for.
        """,
      wrong: "b: [*a, *a, *a, *a, *a, *a, *a, *a]", right: "b: [1, 2, 3]"),
    FindingExplanation(
      .unknownAlias, .error, "an alias without its anchor",
      explanation: """
        `*name` stands for the value that was marked `&name` earlier in the same file. There is no such mark before it, or \
        the alias stands inside of that value.

        Set the anchor, or quote a text that starts with `*`.
        """,
      wrong: "limits: *small", right: "small: &small {memory: 1G}\nlimits: *small"),
    FindingExplanation(
      .oddKey, .error, "a key that is not a text",
      explanation: """
        Without quotes, keys such as `on`, `1` or `true` are no texts to all or some readers of YAML, and a list or a \
        map cannot be a key at all.

        Quote the key.
        """,
      wrong: "extraEnv: {1: one}", right: "extraEnv: {\"1\": one}"),
    FindingExplanation(
      .oddMerge, .error, "a merge key without a map",
      explanation: """
        The key `<<` takes the keys of another map into this one: of an alias, or of a list of aliases. What stands here \
        is no map. Keys that the map itself has are kept.
        """,
      wrong: "limits: {<<: 5}", right: "limits: {<<: *small, cpu: 2}"),
    FindingExplanation(
      .unknownTag, .error, "a tag without a meaning",
      explanation: """
        A tag (`!name`) tells a YAML reader what to make of a value. A fleet has no use for any but the standard ones, \
        and one that is not understood must not be ignored.

        Remove it, or quote a text that starts with `!`.
        """,
      wrong: "name: !important Reef", right: "name: \"!important Reef\""),
    FindingExplanation(
      .tooManyFindings, .error, "more findings than are shown",
      explanation: """
        A file with more than 100 findings is mostly not the file that it should be. The first ones are shown; the rest \
        is counted. It is as severe as the worst of them.
        """,
      wrong: "(a file of something else)", right: "(the file that was meant)"),
  ]

  private static let names: [FindingExplanation] = [
    FindingExplanation(
      .badFileName, .error, "a file name that is no name",
      explanation: """
        The name of the file is the name of what it declares. It becomes part of addresses, of folders and of objects in \
        clusters, and so has lower-case letters, digits and hyphens inside, at most 63 of them.

        Rename the file, and the places that name it.
        """,
      wrong: "hubs/Open_Reef.yaml", right: "hubs/open-reef.yaml"),
    FindingExplanation(
      .ymlExtension, .error, "a file name that does not end in .yaml",
      explanation: """
        Files of a fleet end in `.yaml`, all in lower case, so that there is one path for one thing and two files cannot \
        declare the same. A file that ends in `.yml` is not read.

        Rename it.
        """,
      wrong: "hubs/reef.yml", right: "hubs/reef.yaml"),
    FindingExplanation(
      .strayFile, .warning, "a file that is not read",
      explanation: """
        In the folders of declarations stand YAML files only, each in the folder itself. Others are not read, and \
        whoever put it there may think it is.

        Move it elsewhere in the fleet folder, or remove it.
        """,
      wrong: "hubs/requirements.txt", right: "requirements/reef.txt"),
    FindingExplanation(
      .namesDifferByCase, .error, "names that differ only by capital letters",
      explanation: """
        On some file systems these two files are one, so a colleague's checkout would lack one of them.

        Rename one.
        """,
      wrong: "hubs/Reef.yaml and hubs/reef.yaml", right: "hubs/reef.yaml and hubs/reef-two.yaml"),
    FindingExplanation(
      .misspeltFolder, .warning, "a folder whose name is nearly right",
      explanation: """
        The folder is not read: its name is not one of `communities`, `clusters`, `hubs` and `features`, and nearly so.

        Rename it, or give it a name that is less like one of them.
        """,
      wrong: "hub/reef.yaml", right: "hubs/reef.yaml"),
    FindingExplanation(
      .missingFleetFile, .error, "no fleet.yaml",
      explanation: """
        A folder is a fleet folder exactly when `fleet.yaml` stands in it. Without it nothing else in the folder is used.

        Write it; one line is enough to begin with.
        """,
      wrong: "(no fleet.yaml)", right: "name: Alpha Hubs"),
  ]

  private static let folder: [FindingExplanation] = [
    FindingExplanation(
      .missingNamedFile, .error, "a file or folder that is not there",
      explanation: """
        A hub names a file of requirements or a folder of materials by its path from the folder of `fleet.yaml`. Nothing \
        stands at that path; a folder without files in it counts as nothing.

        Write the file, or mend the path.
        """,
      wrong: "requirements: requirement/reef.txt", right: "requirements: requirements/reef.txt"),
    FindingExplanation(
      .pathLeavesFolder, .error, "a path that leaves the fleet folder",
      explanation: """
        Only what stands in the fleet folder is deployed with it: on the server there is no other file. And what a fleet \
        can name, whoever may change the fleet could read.

        Put the file into the fleet folder and write its path from there.
        """,
      wrong: "requirements: ../shared/requirements.txt", right: "requirements: requirements/shared.txt"),
    FindingExplanation(
      .linkNotFollowed, .error, "a link that is not followed",
      explanation: """
        A symbolic link to a file is followed where that file stands in the fleet folder. Links that lead out of it, or \
        nowhere, or to a folder, are not: see A131.

        Put the file itself in the place of the link.
        """,
      wrong: "hubs/reef.yaml -> /home/ada/reef.yaml", right: "hubs/reef.yaml"),
    FindingExplanation(
      .unreadable, .error, "something that cannot be read",
      explanation: """
        It is there and cannot be read: the user who runs this has no permission, or it is not a file (or folder) at all.

        Give the permission (`chmod a+r FILE`), or put the right thing in its place.
        """,
      wrong: "-rw------- root hubs/reef.yaml", right: "-rw-r--r-- root hubs/reef.yaml"),
    FindingExplanation(
      .folderTooLarge, .error, "a fleet folder that is too large",
      explanation: """
        All files that a fleet is made of travel to the server with each deployment. There are more of them, or they are \
        larger in all, than Atoll takes; what came after the bound was not read.

        Keep data out of the fleet folder. Materials may stand in a repository of their own, named by its address.
        """,
      wrong: "repository: content/everything", right: "repository: https://github.com/openreef/course"),
  ]
}
