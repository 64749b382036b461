namespace Xiezhi.Office.Acts;

/// <summary>The names of the fields of forms, as pages, the API and problems use them.</summary>
public static class FieldName
{
    public const string Act = "act";
    public const string When = "when";
    public const string On = "on";
    public const string Outcome = "outcome";
    public const string Officers = "officers";
    public const string Why = "why";
    public const string By = "by";
    public const string Follow = "follow";
    public const string Procedure = "procedure";
    public const string Facts = "fact.";
    public const string Names = "name.";
    public const string Persons = "person.";
    public const string Documents = "document.";
    public const string PersonName = ".name";
    public const string PersonIdentity = ".identity";
    public const string PersonPhone = ".phone";
    /// <summary>What stands between a role and the number of one of its several holders: <c>applicant/2</c>.</summary>
    public const string Several = "/";
    /// <summary>What stands before the id of a document in the id of its service.</summary>
    public const string Serve = "serve:";

    public static string OfFact(string fact) => Facts + fact;
    public static string OfName(string role) => Names + role;
    public static string OfPerson(string role, string part = PersonName) => Persons + role + part;
    public static string OfDocument(string document) => Documents + document;
}
