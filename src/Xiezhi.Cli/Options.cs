using System.CommandLine;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Cli;

/// <summary>Options that several verbs share, with one meaning everywhere.</summary>
internal static class Options
{
    public static Option<string> Data() => new("--data") { Description = "The data folder.", Required = true };

    public static Option<string?> Store() => new("--store") { Description = "A PostgreSQL for the ledger, instead of SQLite in the folder: Host=…;Database=…;Username=…;Search Path=SCHEMA, the password in a passfile." };

    public static Option<string?> Against() => new("--against") { Description = "A checkpoint that was kept elsewhere, such as the last one that witnesses signed, or the folder or address of the published log: names what the folder lacks." };

    public static Option<int?> Year() => new("--year") { Description = "The year; without it the one that the folder holds." };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };

    public static Option<bool> English() => new("--english") { Description = "English instead of Chinese." };

    public static Option<string?> Key() => new("--key") { Description = "The log's key as you know it (a vkey); without it the one that lies with the log." };

    /// <exception cref="UsageException">The text is no vkey.</exception>
    public static NoteVerifier? Verifier(string? key)
    {
        try
        {
            return key is null ? null : NoteVerifier.Parse(key);
        }
        catch (NoteFormatException wrong)
        {
            throw new UsageException($"--key: {wrong.Message}", "A vkey reads name+8 hexadecimal digits+base64.");
        }
    }
}
