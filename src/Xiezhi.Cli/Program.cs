using System.CommandLine;
using Xiezhi.Cli;
using Xiezhi.Cli.Verbs;

var root = new RootCommand("Xiezhi 獬豸 runs a city's rule-of-law procedures on the clock of the law, keeps their evidence, and counts its yearly report from it.")
{
    ExplainVerb.Create(),
    CatalogueVerb.Create(),
    ScenarioVerb.Create(),
    ReplayVerb.Create(),
    ServeVerb.Create(),
    AccountVerb.Create(),
    ActVerb.Create(),
    CaseVerb.Create(),
    ReportVerb.Create(),
    EvidenceVerb.Create(),
    RecountVerb.Create(),
    FsckVerb.Create(),
    BackupVerb.Create(),
    RestoreVerb.Create(),
    LogVerb.Create(),
};
return Shell.Run(root, args);
