using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Files;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Features.Files;

/// <summary>A case file as its page shows it.</summary>
/// <param name="Place">Where the viewer keeps his files: as a party, or at the desk.</param>
/// <param name="Notice">What was just done; null when nothing was.</param>
public sealed record FileView(CaseFile File, FilePlace Place, ImmutableArray<ClockView> Clocks, string? Notice = null)
{
    /// <summary>Whether the viewer may see who has read personal data of the case.</summary>
    public bool SeesReadings { get; init; }

    /// <summary>The viewer came with number and code.</summary>
    public bool Tracked { get; init; }

    /// <summary>Acts and services that are possible now.</summary>
    public IEnumerable<ActOption> Possible => File.Menu.Where(option => option.Obstacle is null && option.Roles.Length > 0);

    /// <summary>What is not possible now; a party is not told of what is never its to do.</summary>
    public IEnumerable<ActOption> Impossible => File.Menu.Where(option => option.Obstacle is not null && option.Roles.Length > 0
        && (Place == FilePlace.Desk || (option.Roles.Any(role => role.Kind == RoleKind.Party) && option.Obstacle.Code != RefusalCode.NotYourPart)));

    public string Address => Place.Of(File.Number);

    public ClockView? Next => FileClocks.Next(Clocks);

    public Stage? Stage => File.State.IsOpen ? File.Edition.Stages[File.State.Stage] : null;

    public Outcome? Outcome => File.State.Outcome >= 0 ? File.Edition.Outcomes[File.State.Outcome] : null;

    /// <summary>Documents made from their templates by acts of the case, each once, the latest first. A deemed act makes what it would have made.</summary>
    public IEnumerable<Document> Documents => File.Entries.Reverse().Where(e => e.Stands && ReferenceEquals(e.Edition, File.Edition))
        .SelectMany(e => e.Entry is { Kind: EntryKind.Act, Deemed: true } deemed ? [.. deemed.Documents, .. File.Edition.Acts[deemed.Subject].Documents] : e.Entry.Documents)
        .Distinct().Select(index => File.Edition.Documents[index]).Where(document => document.Template is not null);
}

/// <summary>Where files lie: the party's own and the desk's have the same pages at different addresses.</summary>
/// <param name="Root">Path before the number.</param>
public sealed record FilePlace(string Root)
{
    public static FilePlace Mine { get; } = new("/mine");
    public static FilePlace Desk { get; } = new("/desk/cases");

    public string Of(CaseNumber number) => Root + CaseAddress.Of(number)["/cases".Length..];

    public static string ActAddress(string file, string act) => $"{file}/acts/{Uri.EscapeDataString(act)}";
}
