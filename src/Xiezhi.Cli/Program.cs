using System.CommandLine;
using Xiezhi.Cli;
using Xiezhi.Cli.Verbs;

var root = new RootCommand("Xiezhi 獬豸 runs a city's rule-of-law procedures on the clock of the law, keeps their evidence, and counts its yearly report from it.")
{
    ExplainVerb.Create(),
    CalendarVerb.Create(),
    CatalogueVerb.Create(),
    ScenarioVerb.Create(),
    ReplayVerb.Create(),
    ServeVerb.Create(),
    AccountVerb.Create(),
    ActVerb.Create(),
    CaseVerb.Create(),
    RegistersVerb.Create(),
    ReportVerb.Create(),
    PublishVerb.Create(),
    EraseVerb.Create(),
    EvidenceVerb.Create(),
    RecountVerb.Create(),
    VerifyVerb.Create(),
    FsckVerb.Create(),
    BackupVerb.Create(),
    RestoreVerb.Create(),
    LogVerb.Create(),
    WitnessVerb.Create(),
};
return Shell.Run(root, args);
