import type { Document, Id } from '../../shared/document/document.ts';
import type { Point } from '../layout/geometry.ts';

export interface ArrangeRequest {
  readonly document: Document;
}

export type Places = Readonly<Record<Id, Point>>;

export type ArrangeResponse = { readonly places: Places } | { readonly failure: string };
