using System.Collections.Immutable;
using System.Text;

namespace Xiezhi.Cli.Importing;

/// <summary>A cell, and where it begins.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in letters.</param>
internal readonly record struct CsvCell(string Text, int Line, int Column);

/// <summary>Reads comma-separated values (RFC 4180): cells may be quoted, and a quoted one may hold commas, line ends, and quotes written twice.</summary>
internal static class CsvRows
{
    /// <summary>The rows; empty lines are none.</summary>
    /// <param name="file">As it is named in messages.</param>
    /// <exception cref="UsageException">The file cannot be read as such; the message says where.</exception>
    public static ImmutableArray<ImmutableArray<CsvCell>> Read(byte[] bytes, string file)
    {
        var text = Decoded(bytes, file);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<CsvCell>>();
        var row = ImmutableArray.CreateBuilder<CsvCell>();
        var (at, line, lineStart) = (0, 1, 0);
        while (at < text.Length)
        {
            var (from, fromLine, column) = (at, line, at - lineStart + 1);
            string cell;
            if (text[at] == '"')
            {
                var read = new StringBuilder();
                for (at++; ; at++)
                {
                    if (at >= text.Length) { throw Wrong(file, fromLine, column, "the quotation mark that begins here is never closed"); }
                    if (text[at] == '\n') { line++; lineStart = at + 1; }
                    if (text[at] != '"') { read.Append(text[at]); }
                    else if (at + 1 < text.Length && text[at + 1] == '"') { read.Append('"'); at++; }
                    else { break; }
                }

                at++;
                if (at < text.Length && text[at] is not (',' or '\n')) { throw Wrong(file, line, at - lineStart + 1, "a comma belongs here, behind the closing quotation mark; write quotation marks within a cell twice"); }
                cell = read.ToString();
            }
            else
            {
                while (at < text.Length && text[at] is not (',' or '\n')) { at++; }
                cell = text[from..at];
            }

            row.Add(new CsvCell(cell.Trim(), fromLine, column));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                if (at < text.Length && text[at] != '\n') { continue; }
                row.Add(new CsvCell("", line, at - lineStart + 1));
            }

            if (row.Any(c => c.Text.Length > 0)) { rows.Add(row.ToImmutable()); }
            row.Clear();
            at++;
            line++;
            lineStart = at;
        }

        return rows.ToImmutable();
    }

    public static UsageException Wrong(string file, int line, int column, string what) => new($"{file}({line},{column}): {what}.", "Mend it, then send the same line again; nothing was recorded.");

    private static string Decoded(byte[] bytes, string file)
    {
        try
        {
            var skip = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(skip)).ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{file} is not UTF-8.", "Save it as CSV in UTF-8.");
        }
    }
}
