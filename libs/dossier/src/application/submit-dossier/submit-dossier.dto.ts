import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import type { Channel, ResultDelivery } from '../../domain';

// Linked numbers and one-stop codes as they are seen today: `G22.99.08-260921-896048`, `H21.35.38-240530-0001`, and reversed.
export const CODE_PATTERN = /^([A-Z]\d{2}(\.\d{1,3})*-(\d{6}|\d{8})-\d{4,7}|(\d{2,3}\.)+[A-Z]\d{2}-(\d{6}|\d{8})-\d{4,7})$/;

/** What a citizen, or an officer at the counter, files: which bundle, which of its procedures, and the one form. */
export class SubmitDossierDto {
  @ApiProperty({ example: 'birth', description: 'Code of the bundle of procedures' })
  @IsString()
  @MaxLength(64)
  readonly bundle!: string;

  @ApiPropertyOptional({ example: 'birth@2026-09-01', description: 'The version for which the form was filled in; it has to be in force' })
  @ValidateIf((_, value) => value !== undefined)
  @Matches(/^[a-z][a-z0-9-]{0,63}@\d{4}-\d{2}-\d{2}$/)
  readonly version?: string;

  @ApiProperty({ enum: ['online', 'counter'] })
  @IsIn(['online', 'counter'])
  readonly channel!: Channel;

  @ApiProperty({ example: '26734', description: 'Code of the commune whose one-stop receives it' })
  @Matches(/^\d{5}$/)
  readonly office!: string;

  @ApiProperty({ enum: ['portal', 'one-stop'], description: 'Where the citizen wants the results' })
  @IsIn(['portal', 'one-stop'])
  readonly delivery!: ResultDelivery;

  @ApiProperty({
    example: ['birth-registration', 'health-insurance-card'],
    description: 'Keys of the procedures; one of the subsets that the bundle offers',
  })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(16)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  readonly chosen!: string[];

  @ApiProperty({ type: 'object', additionalProperties: true, description: "The form, by the bundle's JSON Schema" })
  @IsObject()
  readonly form!: Record<string, unknown>;

  @ApiPropertyOptional({ example: 'G22.99.08-260921-896048', description: 'Its number at the national portal' })
  @ValidateIf((_, value) => value !== undefined)
  @Matches(CODE_PATTERN)
  readonly linkedNumber?: string;
}
