using Xiezhi.Ledger.Stores;

namespace Xiezhi.Office.People;

/// <summary>Who looks or acts. Whoever he is, the gate says what he sees and does.</summary>
public abstract record Viewer
{
    private Viewer() { }

    /// <summary>Nobody known: sees what the public leaves say, may open cases as a party that gives its name.</summary>
    public sealed record Stranger : Viewer
    {
        public static Stranger Instance { get; } = new();
    }

    /// <summary>Somebody signed in, or a program with his token.</summary>
    public sealed record SignedIn(Account Account) : Viewer;

    /// <summary>Whoever knows number and code of one case: its party, in this case alone.</summary>
    /// <param name="Party">The party's number in the case.</param>
    public sealed record Tracker(CaseId Case, long Party) : Viewer;
}
