using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Cli.Acting;

/// <summary>What became of the line of an act, whoever did it.</summary>
internal sealed record ActReply(ActResult Result)
{
    public string? Number { get; init; }
    /// <summary>Index in the log of the first entry that was recorded; -1 without one.</summary>
    public long Leaf { get; init; } = -1;
    /// <summary>The key was answered before; nothing was recorded now.</summary>
    public bool Repeated { get; init; }
    public string? TrackingCode { get; init; }
    /// <summary>Number of the proposal on the approver's desk; 0 without one.</summary>
    public long Proposal { get; init; }
    /// <summary>The code of a refusal or a problem.</summary>
    public string? Code { get; init; }
    /// <summary>What is wrong.</summary>
    public Title Words { get; init; }
    /// <summary>The article of a refusal; null where none is cited.</summary>
    public string? Article { get; init; }
    /// <summary>All that is wrong with the input, by field.</summary>
    public ImmutableArray<(string Field, Title Words)> Errors { get; init; } = [];

    /// <summary>How the command ends.</summary>
    public int ExitCode => Result switch { ActResult.Recorded or ActResult.Waits => Shell.Done, ActResult.Unreadable => Shell.Misused, _ => Shell.No };
}

/// <summary>Recorded; waiting for its approval; refused by law or gate; not readable.</summary>
internal enum ActResult { Recorded, Waits, Refused, Unreadable }

/// <summary>Who does the acts of the command line: this process as the writer of the folder, or the server that is.</summary>
internal interface IActing : IAsyncDisposable
{
    /// <summary>The documents that the act's form asks for; null when the act is not for this account to do.</summary>
    Task<ImmutableArray<string>?> DocumentsOfAsync(ActLine line, CancellationToken ct);

    /// <summary>Takes in a file.</summary>
    /// <param name="key">The same file under the same key is taken in once.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="UsageException">It is not taken: empty, too large, of a wrong type.</exception>
    Task<string> UploadAsync(string path, string key, CancellationToken ct);

    Task<ActReply> ActAsync(Xiezhi.Office.Acts.ActInput input, CancellationToken ct);
}
