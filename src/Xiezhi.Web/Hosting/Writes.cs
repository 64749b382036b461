namespace Xiezhi.Web.Hosting;

/// <summary>Declares that an endpoint takes what is sent to it; no other endpoint does.</summary>
/// <param name="MaxBody">Most bytes that are read.</param>
/// <param name="FromPages">Sent by our own pages only, as the browser's headers show; false where a token of its own says who sends.</param>
internal sealed record Writes(long MaxBody = Writes.Small, bool FromPages = true)
{
    /// <summary>Enough for a form without papers.</summary>
    public const long Small = 256 * 1024;

    /// <summary>Enough for a form with several papers of the largest size.</summary>
    public const long WithPapers = 64 * 1024 * 1024;
}
