using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Xiezhi.Ledger.Folders;

/// <summary>What a data folder says of itself in <c>folder.json</c>.</summary>
/// <param name="City">The city's id.</param>
/// <param name="Synthetic">Its acts were generated; so for ever.</param>
/// <param name="Created">The real moment when the folder was made.</param>
/// <param name="Replay">The replay that fills the folder; null for a folder that people fill.</param>
/// <param name="Store">The address of the PostgreSQL in which the ledger lies, without a password; null when it lies in the folder, in SQLite.</param>
/// <param name="Sm2">Heads are signed by an SM2 key too, beside the Ed25519 key of the log; so for ever.</param>
public sealed record FolderDescription(string City, bool Synthetic, Instant Created, FolderClock Clock, FolderReplay? Replay, string? Store = null, bool Sm2 = false)
{
    /// <summary>The newest layout of the folder that this program knows: the first one is the whole folder, in the second the store lies elsewhere.</summary>
    public const int Newest = 2;

    /// <summary>The layout of this folder. A folder with its own store stays readable for programs that know no other.</summary>
    public int Format => Store is null ? 1 : 2;

    public string ToJson() => JsonSerializer.Serialize(
        new Written(
            Format, City, Synthetic, InstantPattern.ExtendedIso.Format(Created),
            Clock switch
            {
                FolderClock.StandsAt stands => new WrittenClock(
                    "stands-at", LocalDateTimePattern.ExtendedIso.Format(stands.At), stands.Since is { } since ? InstantPattern.ExtendedIso.Format(since) : null),
                _ => new WrittenClock("system"),
            },
            Replay, Store, Sm2 ? true : null),
        FolderJson.Default.Written) + "\n";

    /// <exception cref="FolderException">The text is damaged or of another format; the message names <paramref name="path"/>.</exception>
    public static FolderDescription FromJson(string json, string path)
    {
        try
        {
            var written = JsonSerializer.Deserialize(json, FolderJson.Default.Written) ?? throw new JsonException("It is empty.");
            if (written.Format is < 1 or > Newest)
                throw new FolderException($"{path} is of format {written.Format}, and this program knows formats up to {Newest}. Use the newer xiezhi that wrote it.");
            FolderClock clock = written.Clock.Kind switch
            {
                "system" => new FolderClock.System(),
                "stands-at" => new FolderClock.StandsAt(
                    LocalDateTimePattern.ExtendedIso.Parse(written.Clock.At ?? "").Value,
                    written.Clock.Since is null ? null : InstantPattern.ExtendedIso.Parse(written.Clock.Since).Value),
                var other => throw new JsonException($"There is no clock of the kind '{other}'."),
            };
            return new FolderDescription(written.City, written.Synthetic, InstantPattern.ExtendedIso.Parse(written.Created).Value, clock, written.Replay, written.Store, written.Sm2 ?? false);
        }
        catch (Exception damaged) when (damaged is JsonException or UnparsableValueException)
        {
            throw new FolderException($"{path} is damaged: {damaged.Message} Restore it from a backup; the ledger beside it is not touched by this.", damaged);
        }
    }

    internal sealed record Written(int Format, string City, bool Synthetic, string Created, WrittenClock Clock, FolderReplay? Replay = null, string? Store = null, bool? Sm2 = null);
    internal sealed record WrittenClock(string Kind, string? At = null, string? Since = null);
}

/// <summary>How a folder is filled by replay. How far it has come is in the store (<c>Progress</c>), where it moves with the acts themselves.</summary>
/// <param name="Scale">1 for the whole year, less for a sample.</param>
/// <param name="Complete">Whether the whole year is there; only then is the folder served.</param>
public sealed record FolderReplay(int Year, decimal Scale, long Seed, bool Complete);

[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FolderDescription.Written))]
internal sealed partial class FolderJson : JsonSerializerContext;
