using System.Data.Common;

namespace OutreachSilo.Storage;

/// <summary>Parameters by name on either database.</summary>
internal static class DbCommandExtensions
{
    public static void Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
